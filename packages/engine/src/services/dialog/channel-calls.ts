import { Refusal } from "@parley/protocol/schemas";
import * as v from "valibot";

const Key = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Named = v.object({ inboxId: v.string(), key: Key });

/** A file that is still with the platform: `id` is the message's that it becomes, `ref` what its channel fetches it by. */
const Awaited = v.object({ id: v.string(), ref: v.string(), name: v.string() });

/** One that is to be fetched now. */
export const AwaitedFile = v.object({
  ...Awaited.entries,
  conversationId: v.string(),
  inboxId: v.string(),
  /** When somebody sent it. Milliseconds since 1970. */
  since: v.number(),
  /** This one counted in. */
  attempts: v.number(),
  /** It was tried for a day: it is not to be fetched any more, only said to be missing. */
  late: v.optional(v.boolean()),
});
export type AwaitedFile = v.InferOutput<typeof AwaitedFile>;

/** How an account does: when something came in and went out last, what went wrong last. Milliseconds since 1970. */
export const ChannelHealth = v.object({
  lastIn: v.optional(v.number()),
  lastOut: v.optional(v.number()),
  error: v.optional(v.object({ at: v.number(), says: v.string() })),
});
export type ChannelHealth = v.InferOutput<typeof ChannelHealth>;

/** What the dialog service keeps for channels. */
export const channelCalls = {
  /** Notes what was seen of an account. */
  noteHealth: {
    input: v.object({ inboxId: v.string(), ...ChannelHealth.entries }),
    output: v.object({}),
    repeatable: true,
  },
  /** What all nodes have seen of an account. */
  channelHealth: { input: v.object({ inboxId: v.string() }), output: ChannelHealth, repeatable: true },
  /** Notes files that somebody sent, each once. Durable when it resolves. `refusal` refuses those that are new. */
  awaitFiles: {
    input: v.object({
      inboxId: v.string(),
      conversationId: v.string(),
      files: v.array(Awaited),
      refusal: v.optional(Refusal),
    }),
    output: v.object({}),
    repeatable: true,
  },
  /** Keeps what a channel wants back with what is sent in a conversation, and messages whose answers by the bot are not sent. */
  noteThread: {
    input: v.object({
      conversationId: v.string(),
      about: v.optional(v.pipe(v.string(), v.maxLength(20_000))),
      unanswered: v.optional(v.array(v.string())),
    }),
    output: v.object({}),
    repeatable: true,
  },
  threadOf: {
    input: v.object({ conversationId: v.string() }),
    output: v.object({ about: v.optional(v.string()), unanswered: v.array(v.string()) }),
    repeatable: true,
  },
  /**
   * Takes files that are to be fetched now, at most so many of each inbox and of all, each for one taker: nobody else gets it, or another of its
   * conversation, for some minutes, by when `fileCame` has to be called. What is `late` is taken of every inbox.
   */
  dueFiles: {
    input: v.object({ inboxes: v.array(v.object({ inboxId: v.string(), most: v.number() })), most: v.number() }),
    output: v.array(AwaitedFile),
    repeatable: true,
  },
  /** A file was said, or it was said that it is missing; `again`: this attempt has failed, it is to be tried later. */
  fileCame: {
    input: v.object({ conversationId: v.string(), id: v.string(), again: v.optional(v.number()) }),
    output: v.object({}),
    repeatable: true,
  },
  /** What a channel remembers of its account; nothing where it remembers none, or that is over. */
  recall: {
    input: Named,
    output: v.object({ value: v.optional(v.string()), version: v.optional(v.number()) }),
    repeatable: true,
  },
  /** Remembers a value unless somebody was first: `seen` is the version that was read, 0 for none. It is forgotten at `until`. */
  remember: {
    input: v.object({
      ...Named.entries,
      value: v.pipe(v.string(), v.maxLength(100_000)),
      seen: v.number(),
      until: v.optional(v.number()),
    }),
    output: v.object({ set: v.boolean() }),
  },
};
