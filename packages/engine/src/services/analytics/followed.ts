import { newId } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";

/**
 * A conversation that moved on and is not counted up to `head` yet, as far as one process knows. Kept, so that a restart forgets
 * none. Others may count it, but that process alone removes it: it notes only the first event of a time.
 */
interface Note extends Doc {
  conversationId: string;
  head: number;
  at: number;
}

export const FOLLOWING = defineCollection<Note>("following", {
  owner: "analytics",
  whose: { conversation: "conversationId" },
  // A note goes once its episodes are stored.
  refersTo: ["episodes"],
});

const MINUTE = 60_000;
/** Milliseconds in which a process may know more than its note says, so that a report of another looks at the log again. */
const MAY_LAG = 10 * MINUTE;
/** Milliseconds after which a process that has not removed a note must be gone, however wrong its clock. */
const LEFT_BEHIND = 24 * 60 * MINUTE;

/** Which conversations are still to be counted, on this process and the others. */
export function createFollowed(store: Store, now: () => number) {
  const notes = FOLLOWING.open(store);
  const self = newId();
  const mine = (conversationId: string) => `${self}/${conversationId}`;
  /** What other processes noted, by conversation, and how far each is counted. */
  let others = new Map<string, { notes: Note[]; counted: number }>();

  return {
    async note(conversationId: string, head: number): Promise<void> {
      const change = { $max: { head }, $setOnInsert: { conversationId, at: now() } };
      await notes.update({ _id: mine(conversationId) }, change, { upsert: true });
    },

    /** Conversations that other processes follow and that may not be counted. */
    async elsewhere(): Promise<Set<string>> {
      const before = others;
      others = new Map();
      for (const note of await notes.find({})) {
        if (note._id === mine(note.conversationId)) continue;
        const { notes = [], counted = before.get(note.conversationId)?.counted ?? 0 } =
          others.get(note.conversationId) ?? {};
        others.set(note.conversationId, { notes: [...notes, note], counted });
      }
      const open = [...others].filter(([, { notes, counted }]) =>
        notes.some(({ head, at }) => head > counted || at > now() - MAY_LAG),
      );
      return new Set(open.map(([conversationId]) => conversationId));
    },

    /** Says how far a conversation is counted and stored. */
    async counted(conversationId: string, seq: number): Promise<void> {
      await notes.remove({ _id: mine(conversationId), head: { $lte: seq } });
      const elsewhere = others.get(conversationId);
      if (!elsewhere) return;
      elsewhere.counted = seq;
      const left = elsewhere.notes.filter(({ at, head }) => at < now() - LEFT_BEHIND && head <= seq);
      if (left.length > 0) await notes.remove({ _id: { $in: left.map(({ _id }) => _id) } });
    },
  };
}
export type Followed = ReturnType<typeof createFollowed>;
