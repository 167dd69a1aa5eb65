import { setImmediate as others } from "node:timers/promises";
import { has, type Keyed } from "./keyed.ts";
import { unpack } from "./packed.ts";
import { doneOf, type Spans, type StoredSpan } from "./stored.ts";

/** A span in memory. */
export interface Row {
  id: string;
  conversationId: string;
  inboxId: string;
  span: number;
  seq: number;
  from: number;
  changedAt: number;
  terms: Uint32Array;
}

type Order = Pick<Row, "from" | "id">;

/** Documents read at once. Where messages are long each has some 100,000 bytes. */
const PAGE = 250;
/** Milliseconds by which other nodes' clocks may be behind, or the store late with what they write. */
const OVERLAP = 15_000;
/** Milliseconds after which all is read anew, as what others took out is not told, and after which nobody is thought to ask any more. */
const ANEW = 3_600_000;
const IDLE = 1_800_000;
/** Rows that are looked at in one go; then others have their turn. */
const SLICE = 4_000;
/** Letters of packed hashes that are read in one go. */
const LETTERS = 200_000;

/**
 * The index in memory while somebody searches, some 1,000 bytes for each conversation: read once, then what has changed since. In each span a
 * term is looked for by halving, so that a million messages are looked through within milliseconds.
 */
export function createRows(spans: Spans, keyed: () => Promise<Keyed>, now: () => number) {
  const rows = new Map<string, Row>();
  /** The same, the oldest first. */
  let order: Row[] = [];
  let read: { began: number; looked: number } | undefined;
  let reading: Promise<void> | undefined;
  let idle: NodeJS.Timeout | undefined;

  function forget(): void {
    clearTimeout(idle);
    rows.clear();
    order = [];
    read = undefined;
  }

  async function readOn(): Promise<void> {
    clearTimeout(idle);
    idle = setTimeout(forget, IDLE).unref();
    if (read && now() - read.began > ANEW) forget();
    const { began, looked } = read ?? { began: now(), looked: 0 };
    const hash = await keyed();
    const isNews = (stored: StoredSpan) => {
      const { seq, changedAt } = rows.get(stored._id) ?? {};
      return doneOf(stored, hash) > 0 && (seq !== stored.seq || changedAt !== stored.changedAt);
    };
    const at = now();
    const news: Row[] = [];
    let left = LETTERS;
    try {
      for await (const page of changedSince(spans, looked - OVERLAP)) {
        for (const stored of page.filter(isNews)) {
          take(rowOf(stored), news);
          if ((left -= stored.terms.length) > 0) continue;
          left = LETTERS;
          await others();
        }
      }
    } finally {
      // Also where the rest cannot be read now: they are no news the next time.
      if (news.length > 0) order = merged(order, news.toSorted(oldestFirst));
    }
    read = { began, looked: at };
  }

  function take(row: Row, news: Row[]): void {
    const known = rows.get(row.id);
    if (known && known.from === row.from) Object.assign(known, row);
    else {
      if (known) order = order.filter((other) => other !== known);
      rows.set(row.id, row);
      news.push(row);
    }
  }

  return {
    /** The rows as the store has them now. Those who ask at one moment are answered together. */
    async refresh(): Promise<void> {
      await reading?.catch(() => {});
      reading ??= readOn().finally(() => (reading = undefined));
      await reading;
    },

    /** The rows that have all of some hashes, the newest first; from `cursor` on, which is one of them or was. */
    async *having(
      hashes: readonly number[],
      { cursor, isAsked }: { cursor: Order | undefined; isAsked: (row: Row) => boolean },
    ): AsyncGenerator<Row> {
      const all = order;
      let left = SLICE;
      for (let place = cursor ? countTo(all, cursor) : all.length; place > 0; place -= 1) {
        const row = all[place - 1];
        if (row && isAsked(row) && hashes.every((hash) => has(row.terms, hash))) yield row;
        if (--left > 0) continue;
        left = SLICE;
        await others();
      }
    },

    /** Of that nothing is left in the log. */
    drop(row: Row): void {
      rows.delete(row.id);
      order = order.filter((other) => other !== row);
    },

    close: forget,
  };
}

/** Pages of what has changed since a moment. */
async function* changedSince(spans: Spans, since: number): AsyncGenerator<StoredSpan[]> {
  const sort = { changedAt: 1, _id: 1 } as const;
  for (let [at, id] = [since, ""]; ;) {
    const same = await spans.find({ changedAt: at, _id: { $gt: id } }, { sort, limit: PAGE });
    const left = PAGE - same.length;
    const later = left > 0 ? await spans.find({ changedAt: { $gt: at } }, { sort, limit: left }) : [];
    const page = [...same, ...later];
    yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    [at, id] = [last.changedAt, last._id];
  }
}

function rowOf({ _id, terms, mark: _mark, ...span }: StoredSpan): Row {
  return { ...span, id: _id, terms: unpack(terms) };
}

const oldestFirst = (one: Order, other: Order) =>
  one.from - other.from || (one.id === other.id ? 0 : one.id < other.id ? -1 : 1);

/** How many there are up to a place, what is there included. */
function countTo(all: readonly Row[], cursor: Order): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = all[middle];
    if (row && oldestFirst(row, cursor) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merged(one: readonly Row[], other: readonly Row[]): Row[] {
  const last = one.at(-1);
  const first = other[0];
  if (!last || (first && oldestFirst(last, first) < 0)) return [...one, ...other];
  return [...one, ...other].toSorted(oldestFirst);
}
