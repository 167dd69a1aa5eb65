import { setImmediate as others } from "node:timers/promises";
import { type ConversationEvent, type FoundOwn, forVisitor, type OwnPage } from "@parley/protocol";
import type { Dialog } from "../contract.ts";
import { type Events, withoutKey } from "../events.ts";
import { isFound, type Query, readQuery } from "./query.ts";
import { snippetOf } from "./snippet.ts";
import { wordsOf } from "./stored.ts";

/** Events that are looked through for one page at most, and those that are read at once. */
const MOST = 2_000;
const PART = 200;

/**
 * Search of one conversation by its visitor. It reads the log, for the index in memory is of all conversations: nobody but the team may have it
 * read.
 */
export function createOwnSearch(events: Events): Dialog["findOwn"] {
  return async ({ conversationId, words, before = Number.MAX_SAFE_INTEGER, limit }): Promise<OwnPage> => {
    const query = readQuery(words);
    const said: FoundOwn[] = [];
    let from = before;
    for (let looked = 0; looked < MOST; looked += PART) {
      const filter = { conversationId, seq: { $lt: from } };
      const part = await events.find(filter, { sort: { seq: -1 }, limit: PART });
      for (const stored of part) {
        from = stored.seq;
        said.push(...ownIn(forVisitor(withoutKey(stored)), query));
        if (said.length === limit) return { said, before: from };
      }
      if (part.length < PART) return { said };
      await others();
    }
    return { said, before: from };
  };
}

/** What is found of an event, if it is found: one or nothing. */
function ownIn(event: ConversationEvent, query: Query): FoundOwn[] {
  if (event.type !== "message") return [];
  const words = wordsOf(event);
  if (!isFound(words, query)) return [];
  const { id, seq, at, author } = event;
  return [{ id, seq, at, author, ...snippetOf(words, query) }];
}
