import type { Users } from "../../services/users/contract.ts";
import type { Memory } from "../../spine/port.ts";
import { mappedId } from "../../text/mapped-id.ts";
import type { WordOf } from "./words.ts";

export interface LinkingParts {
  users: Pick<Users, "linkBridge" | "leaveBridge">;
  bridgeId: string;
  memory: Memory;
  words: WordOf;
  now?: () => number;
}

/** Codes that somebody may try, and milliseconds in which. */
const TRIES = { most: 5, within: 600_000 };
const CODE = /(?<![A-Za-z\d])[A-HJKMNP-Za-hjkmnp-z2-9]{10}(?![A-Za-z\d])/;
const LEAVE = /\bunlink\b|解绑|解除绑定/i;

/** Answers who writes to the bot itself: a code says who they are, and “unlink” that they are nobody any more. */
export function createLinking({ users, bridgeId, memory, words, now = Date.now }: LinkingParts) {
  /** Counts a try, the same for all nodes. */
  async function mayTry(by: string): Promise<boolean> {
    const key = `tries/${mappedId(bridgeId, by)}`;
    for (;;) {
      const known = await memory.get(key);
      const [count, until] = known ? (JSON.parse(known.value) as [number, number]) : [0, now() + TRIES.within];
      if (count >= TRIES.most) return false;
      if (await memory.set(key, JSON.stringify([count + 1, until]), known?.version ?? 0, until)) return true;
    }
  }

  return async function answer(externalId: string, text: string): Promise<string> {
    const code = CODE.exec(text)?.[0];
    if (LEAVE.test(text)) {
      const { ended } = await users.leaveBridge({ bridgeId, externalId });
      return words(ended ? "left" : "notThere");
    }
    if (code === undefined) return words("help");
    if (!(await mayTry(externalId))) return words("tooMany");
    const { member } = await users.linkBridge({ bridgeId, externalId, code });
    return member ? words("linked", { name: member.name }) : words("noCode");
  };
}
