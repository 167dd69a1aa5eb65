import { createHash } from "node:crypto";
import type { Memory, Outgoing } from "../../spine/port.ts";

/** Milliseconds in which a message can be answered by its token. LINE says a minute, and promises none of it. */
const FRESH = 25_000;
/** Milliseconds for which is known which message of ours a token went to: a second attempt comes within. */
const KEPT = 60_000;

/** A token for a message of ours; `isAgain`: an attempt before this one had it, and may have used it. */
export interface ReplyToken {
  token: string;
  isAgain: boolean;
}

/** Stands before a token that was noted and not used. */
const UNUSED = "unused ";

const nameOf = (of: "person" | "message", what: string) =>
  `reply ${of} ${createHash("sha256").update(what).digest("base64url")}`;

/** The tokens that came with what people wrote: each answers once, for a moment, and costs nothing. All nodes know them. */
export function createReplies(memory: Memory, now: () => number) {
  /** Takes the token of a person, so that no other message gets it. */
  async function take(to: string): Promise<string | undefined> {
    const name = nameOf("person", to);
    const kept = await memory.get(name);
    if (!kept?.value) return undefined;
    return (await memory.set(name, "", kept.version, now() + FRESH)) ? kept.value : undefined;
  }

  /** What was noted of a message; with the mark where LINE did not use the token. From now on it may have. */
  async function again(key: string): Promise<ReplyToken | undefined> {
    const name = nameOf("message", key);
    const had = await memory.get(name);
    if (!had?.value.startsWith(UNUSED)) return had && { token: had.value, isAgain: true };
    const token = had.value.slice(UNUSED.length);
    return { token, isAgain: !(await memory.set(name, token, had.version, now() + KEPT)) };
  }

  return {
    /** LINE has said no to a message: nobody has seen it. */
    async refused(key: string): Promise<void> {
      const name = nameOf("message", key);
      const had = await memory.get(name);
      if (had && !had.value.startsWith(UNUSED)) await memory.set(name, UNUSED + had.value, had.version, now() + KEPT);
    },

    /** Somebody wrote something that can be answered. */
    async came(from: string, token: string): Promise<void> {
      const name = nameOf("person", from);
      const before = await memory.get(name);
      await memory.set(name, token, before?.version ?? 0, now() + FRESH);
    },

    /** What answers with a message, if anything does. A second attempt gets what the first one had, and nothing else: it may be shown already. */
    async tokenFor({ to, key, attempts }: Pick<Outgoing, "to" | "key" | "attempts">): Promise<ReplyToken | undefined> {
      const name = nameOf("message", key);
      if (attempts > 1) return await again(key);
      const token = await take(to);
      if (token === undefined) return undefined;
      const before = await memory.get(name);
      // Who could not tell later that it was used does not use it.
      const isNoted = await memory.set(name, token, before?.version ?? 0, now() + KEPT);
      return isNoted ? { token, isAgain: false } : undefined;
    },
  };
}
export type Replies = ReturnType<typeof createReplies>;
