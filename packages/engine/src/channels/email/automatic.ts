import type { SendResult } from "../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../spine/port.ts";
import type { Marks } from "./marks.ts";

const DAY = 24 * 3_600_000;
/** Mails of the bot that one address gets in a day. */
const MOST = 60;
/** How often it is tried to count where somebody else counts. */
const TRIES = 5;

const TOO_MANY: SendResult = { is: "blocked", reason: "They have had too many automatic mails today." };
const TOLD: SendResult = { is: "blocked", reason: "They were told today that somebody will answer." };

export interface AutomaticParts {
  memory: Memory;
  marks: Pick<Marks, "nameOf">;
  now?: () => number;
}

/** Keeps the bot from writing to a machine for ever, and anybody from having others flooded: what is said to who waits for a person goes out once a day. */
export function createAutomatic({ memory, marks, now = Date.now }: AutomaticParts) {
  /** Who was first to do it, or did it before. */
  async function once(name: string, key: string): Promise<boolean> {
    const before = await memory.get(name);
    if (before) return before.value === key;
    return (await memory.set(name, key, 0, now() + DAY)) || (await once(name, key));
  }

  async function counted(name: string, key: string): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await memory.get(name);
      const keys = before ? (JSON.parse(before.value) as string[]) : [];
      if (keys.includes(key)) return true;
      if (keys.length >= MOST) return false;
      if (await memory.set(name, JSON.stringify([...keys, key]), before?.version ?? 0, now() + DAY)) return true;
    }
    return true;
  }

  return {
    /** Why a mail is not sent; nothing for what a person wrote. */
    async refusal({ event, conversation, key }: Outgoing, to: string): Promise<SendResult | undefined> {
      if (event.author.kind === "agent") return undefined;
      const isAcknowledgement = conversation.state.status === "queued";
      const own = marks.nameOf("key", key);
      if (isAcknowledgement && !(await once(`told ${marks.nameOf("told", to, conversation.id)}`, own))) return TOLD;
      const day = Math.floor(now() / DAY);
      return (await counted(`bot ${marks.nameOf("bot", to, String(day))}`, own)) ? undefined : TOO_MANY;
    },
  };
}
