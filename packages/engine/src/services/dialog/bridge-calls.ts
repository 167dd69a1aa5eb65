import * as v from "valibot";

const Of = v.object({ bridgeId: v.string(), conversationId: v.string() });

/** How far a conversation is shown in a room of another house, and what was heard from there. */
export const BridgeThread = v.object({
  ...Of.entries,
  /** Short, for people: 1, 2, 3 ... in a bridge. */
  number: v.number(),
  room: v.string(),
  /** The message that stands for the conversation, as the house calls it; absent until it is posted. */
  root: v.optional(v.string()),
  /** Number of the last event that is shown, and how many parts of the next one are. */
  posted: v.number(),
  part: v.number(),
  /** What the root says of where the conversation stands. */
  shown: v.optional(v.string()),
  /** How often somebody was heard to write there; how much of that was looked at, and to where. */
  heard: v.number(),
  read: v.number(),
  readTo: v.optional(v.string()),
  /** What is being posted, so often, and milliseconds before which nobody else tries it. */
  trying: v.optional(v.string()),
  attempts: v.number(),
  pause: v.number(),
  /** Absent while nothing is to be shown or looked at. */
  open: v.optional(v.literal(true)),
  version: v.number(),
});
export type BridgeThread = v.InferOutput<typeof BridgeThread>;

const { room, root, posted, part, shown, read, readTo, trying, attempts, pause } = v.partial(BridgeThread).entries;
/** What is new of it; `undone` is taken away. */
export const ThreadChange = v.object({
  room,
  root,
  posted,
  part,
  shown,
  read,
  readTo,
  trying,
  attempts,
  pause,
  undone: v.optional(v.array(v.picklist(["trying", "open"]))),
});
export type ThreadChange = v.InferOutput<typeof ThreadChange>;

const Found = v.object({ thread: v.optional(BridgeThread) });

/** What the dialog service keeps for rooms in which agents answer (`agents/bridges`). */
export const bridgeCalls = {
  /**
   * The thread of a conversation, made at the first call. What follows `from`, the number of what calls people, is shown there; where a thread
   * rested, that is shown too.
   */
  beginBridgeThread: {
    input: v.object({ ...Of.entries, room: v.string(), from: v.number() }),
    output: BridgeThread,
    repeatable: true,
  },
  /** A thread by its conversation, its root or its number; nothing where there is none. */
  bridgeThread: {
    input: v.object({
      bridgeId: v.string(),
      conversationId: v.optional(v.string()),
      root: v.optional(v.string()),
      number: v.optional(v.number()),
    }),
    output: Found,
    repeatable: true,
  },
  /** Threads in which something is to be shown or looked at, some at once, by their conversations after one. */
  openBridgeThreads: {
    input: v.object({
      bridgeId: v.string(),
      after: v.optional(v.string()),
      limit: v.pipe(v.number(), v.maxValue(500)),
    }),
    output: v.array(BridgeThread),
    repeatable: true,
  },
  /** Changes a thread unless somebody was first: `seen` is the version that was read, `heard` how much was heard where that matters. */
  changeBridgeThread: {
    input: v.object({ ...Of.entries, seen: v.number(), heard: v.optional(v.number()), change: ThreadChange }),
    output: Found,
  },
  /** Somebody wrote in the thread of this root. Durable when it resolves; nothing where there is no such thread. */
  stirBridgeThread: {
    input: v.object({ bridgeId: v.string(), root: v.string() }),
    output: Found,
    repeatable: true,
  },
};
