import type { Collection } from "../../store/store.ts";
import type { Heads } from "./heads.ts";
import type { StoredHead } from "./stored-heads.ts";
import type { Events } from "./events.ts";

/** Events that are looked back over: many times what a node may have written without listing it. */
const LOOK_BACK = 2_000;

/** Milliseconds between two looks for what nodes that died did not list, and by which a node that lives has listed an event. */
const LOOK_AGAIN = 60_000;
const LISTED_BY = 10_000;

interface ListParts {
  events: Events;
  conversations: Collection<StoredHead>;
  heads: Pick<Heads, "refresh" | "flush">;
  now: () => number;
  onError: (error: unknown) => void;
}

/** The function that brings lists up to date, to be called before they are read. */
export function createLists(parts: ListParts): () => Promise<void> {
  let looked: { at: number; over: Promise<void> } | undefined;

  return async () => {
    const at = parts.now();
    // Another node may have died since the last look.
    if (!looked || Math.abs(at - looked.at) > LOOK_AGAIN) {
      const over = listLeftBehind(parts, looked && at - LISTED_BY).catch((error: unknown) => {
        looked = undefined;
        parts.onError(error);
      });
      looked = { at, over };
    }
    await looked.over;
    await parts.heads.flush();
  };
}

/**
 * Brings up to date what lists say of conversations whose node died between writing an event and listing it: otherwise
 * nobody would see that somebody waits, until he writes again. With `before` (milliseconds since 1970) later events are left to
 * the nodes that wrote them.
 */
async function listLeftBehind({ events, conversations, heads }: ListParts, before?: number): Promise<void> {
  const newest = new Map<string, number>();
  const filter = before === undefined ? {} : { at: { $lt: before } };
  for (const { conversationId, seq } of await events.find(filter, { sort: { at: -1 }, limit: LOOK_BACK })) {
    newest.set(conversationId, Math.max(seq, newest.get(conversationId) ?? 0));
  }
  const listed = await conversations.find({ _id: { $in: [...newest.keys()] } });
  const behind = listed.filter(({ _id, seq }) => seq < (newest.get(_id) ?? 0));
  await Promise.all(behind.map(({ _id }) => heads.refresh(_id)));
}
