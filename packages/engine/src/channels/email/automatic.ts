import type { SendResult } from "../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../spine/port.ts";
import { createCounting } from "./counting.ts";
import type { Marks } from "./marks.ts";

const DAY = 24 * 3_600_000;

const TOO_MANY: SendResult = { is: "blocked", reason: "They have had too many automatic mails today." };
const TOLD: SendResult = { is: "blocked", reason: "They were told today that somebody will answer." };

export interface AutomaticParts {
  memory: Memory;
  marks: Pick<Marks, "nameOf">;
  now?: () => number;
}

/** Keeps the bot from writing to a machine for ever, and anybody from having others flooded: what is said to who waits for a person goes out once a day. */
export function createAutomatic({ memory, marks, now = Date.now }: AutomaticParts) {
  const mayGo = createCounting("bot", { memory, marks, now });

  /** Who was first to do it, or did it before. */
  async function once(name: string, key: string): Promise<boolean> {
    const before = await memory.get(name);
    if (before) return before.value === key;
    return (await memory.set(name, key, 0, now() + DAY)) || (await once(name, key));
  }

  return {
    /** Why a mail is not sent; nothing for what a person wrote. */
    async refusal({ event, conversation, key }: Outgoing, to: string): Promise<SendResult | undefined> {
      if (event.author.kind === "agent") return undefined;
      const isAcknowledgement = conversation.state.status === "queued";
      const own = marks.nameOf("key", key);
      if (isAcknowledgement && !(await once(`told ${marks.nameOf("told", to, conversation.id)}`, own))) return TOLD;
      return (await mayGo(to, own)) ? undefined : TOO_MANY;
    },
  };
}
