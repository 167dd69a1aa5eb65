import { setImmediate as others } from "node:timers/promises";
import type { FoundPage, FoundWords } from "@parley/protocol";
import type { Collection, Store } from "../../../store/store.ts";
import { ownKey } from "../../own-key.ts";
import { type Events, withoutKey } from "../events.ts";
import type { StoredHead } from "../stored-heads.ts";
import { createCatchingUp } from "./catching-up.ts";
import { type Cursor, foundIn, isOf, readCursor, type Searched, writeCursor } from "./hits.ts";
import { createGathering } from "./gathering.ts";
import { type Keyed, keyedHashes } from "./keyed.ts";
import { type Query, readQuery } from "./query.ts";
import { createOwnSearch } from "./own.ts";
import { createRows, type Row } from "./rows.ts";
import { firstOf, SEARCH_KEYS, SEARCH_SPANS, SEARCH_STATE } from "./stored.ts";
import { createWriting } from "./writing.ts";

export interface SearchParts {
  store: Store;
  events: Events;
  conversations: Collection<StoredHead>;
  now: () => number;
  onError: (error: unknown) => void;
}

/** Spans whose logs are read for one page at most, and together. What is left is for the next page. */
const MOST_READ = 160;
const TOGETHER = 16;
/** Milliseconds by which clocks of nodes may differ. */
const CLOCKS = 3_600_000;

/** What a page is read by. */
interface Reading {
  asked: Searched;
  query: Query;
  cursor: Cursor | undefined;
}

/**
 * Search of all that was said, with an index of its own (docs/search.md). The index says where all the words may be; whether they are, the
 * log says, so that exactly that is found which a look through every log would find.
 */
export function createSearch({ store, events, conversations, now, onError }: SearchParts) {
  const spans = SEARCH_SPANS.open(store);
  const keyed = once(ownKey(SEARCH_KEYS.open(store), "terms"));
  const writing = createWriting({ spans, events, keyed, now });
  const gathering = createGathering(writing, onError);
  const states = SEARCH_STATE.open(store);
  const catchingUp = createCatchingUp({ conversations, spans, states, writing, keyed, now, onError });
  const rows = createRows(spans, keyed, now);

  async function search(asked: Searched): Promise<FoundPage> {
    const query = readQuery(asked.words);
    const cursor = readCursor(asked.after);
    void catchingUp.look();
    await gathering.flush();
    await rows.refresh();
    const hash = await keyed();
    const inboxes = asked.inboxIds && new Set(asked.inboxIds);
    const { since = -Infinity, until = Infinity } = asked;
    const isAsked = ({ inboxId, from, changedAt }: Row) =>
      (inboxes?.has(inboxId) ?? true) && from < until + CLOCKS && changedAt >= since - CLOCKS;
    const places = rows.having(query.needed.map(hash), { cursor, isAsked });
    const page = await pageOf(places, { asked, query, cursor });
    return { ...page, ...(!catchingUp.isComplete() && { building: true as const }) };
  }

  /** Reads spans in order until the page is full, or enough of them were read. */
  async function pageOf(places: AsyncGenerator<Row>, by: Reading): Promise<Omit<FoundPage, "building">> {
    const hits: FoundWords[] = [];
    for (let count = TOGETHER; ; count += TOGETHER) {
      const some = await taken(places, TOGETHER);
      const found = await readAll(some, by);
      for (const [index, row] of some.entries()) {
        const all = found[index] ?? [];
        const some = all.slice(0, by.asked.limit - hits.length);
        hits.push(...some);
        const isLast = hits.length === by.asked.limit;
        if (isLast) return { hits, next: writeCursor(row, some.length < all.length ? some.at(-1)?.seq : 0) };
      }
      const last = some.at(-1);
      if (!last || some.length < TOGETHER) return { hits };
      if (count >= MOST_READ) return { hits, next: writeCursor(last) };
    }
  }

  /** What is found in each of some spans, the newest first. */
  async function readAll(some: readonly Row[], by: Reading): Promise<FoundWords[][]> {
    if (some.length === 0) return [];
    const ids = [...new Set(some.map(({ conversationId }) => conversationId))];
    const heads = new Map((await conversations.find({ _id: { $in: ids } })).map((head) => [head._id, head]));
    const logs = await Promise.all(
      some.map(async (row) => {
        const head = heads.get(row.conversationId);
        if (!head || !isOf(head, by.asked)) return undefined;
        const end = firstOf(row.span + 1);
        const below = by.cursor?.id === row.id ? Math.min(end, by.cursor.seq) : end;
        const seq = { $gte: firstOf(row.span), $lt: below };
        const log = await events.find({ conversationId: row.conversationId, seq }, { sort: { seq: -1 } });
        if (log.length === 0 && below === end) rows.drop(row);
        return { head, log };
      }),
    );
    const found: FoundWords[][] = [];
    for (const one of logs) {
      found.push(one?.log.flatMap((event) => foundIn(withoutKey(event), one.head, by)) ?? []);
      // 64 long messages take some milliseconds.
      if (one) await others();
    }
    return found;
  }

  return {
    handlers: { search, findOwn: createOwnSearch(events) },
    take: gathering.take,
    async erase(...about: Parameters<typeof writing.erase>): Promise<void> {
      await gathering.flush();
      await writing.erase(...about);
    },
    /** Looks for what is missing in the index. */
    catchUp: catchingUp.look,
    async close(): Promise<void> {
      await Promise.all([catchingUp.close(), gathering.flush()]);
      writing.close();
      rows.close();
    },
  };
}
export type Search = ReturnType<typeof createSearch>;

/** What makes hashes, made with the key when it is first wanted. */
function once(key: () => Promise<string>): () => Promise<Keyed> {
  let made: Keyed | undefined;
  return async () => (made ??= keyedHashes(await key()));
}

async function taken<T>(from: AsyncGenerator<T>, count: number): Promise<T[]> {
  const some: T[] = [];
  while (some.length < count) {
    const next = await from.next();
    if (next.done) break;
    some.push(next.value);
  }
  return some;
}
