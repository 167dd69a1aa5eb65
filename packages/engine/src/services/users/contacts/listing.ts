import { ChatError, type ContactFilter, type ContactPage, type ContactSort, type Locale } from "@parley/protocol";
import type { Directory } from "./directory.ts";
import { matcher, type Order, orderOf, type Place, type Row } from "./row.ts";
import { shown } from "./shown.ts";
import type { Trees } from "./tree.ts";

export interface Asked {
  filter: ContactFilter;
  /** Only those who reach us through one of these, or through none. */
  inboxIds?: readonly string[] | undefined;
  sort: ContactSort;
  after?: string | undefined;
  limit: number;
  locale: Locale;
}

/** Rows looked at before others get their turn: about a millisecond. */
const SLICE = 2_000;

/** Finds contacts by what is known of them, page by page (SPEC K7). */
export function createListing(directory: Directory, trees: Trees, now: () => number) {
  async function page({ filter, inboxIds, sort, after, limit, locale }: Asked): Promise<ContactPage> {
    const { rows, partial } = await directory.all();
    const order = orderOf(sort, locale);
    const found = await look([...rows.values()], {
      matches: matcher({ ...filter, inboxIds }, now()),
      order,
      after: placeOf(after),
      limit,
    });
    const whole = await trees.treesOf(found.first.map(({ id }) => id));
    const last = found.first.at(-1);
    return {
      contacts: whole.map(shown),
      total: found.total,
      ...(found.more && last && { next: encoded(order.placeOf(last)) }),
      ...(partial && { partial }),
    };
  }

  async function attributes({ filter }: Pick<Asked, "filter">): Promise<{ names: string[] }> {
    const { rows } = await directory.all();
    const [names, matches] = [new Set<string>(), matcher(filter, now())];
    for await (const some of slices([...rows.values()])) {
      for (const row of some.filter(matches)) for (const name of Object.keys(row.attributes ?? {})) names.add(name);
    }
    return { names: [...names].toSorted() };
  }

  return { page, attributes };
}

/** A million rows take a while, in which others get their turn. */
async function* slices(rows: readonly Row[]): AsyncGenerator<Row[]> {
  for (let from = 0; from < rows.length; from += SLICE) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve));
    yield rows.slice(from, from + SLICE);
  }
}

interface Look {
  matches: (row: Row) => boolean;
  order: Order;
  after: Place | undefined;
  limit: number;
}

interface Found {
  row: Row;
  place: Place;
}

/** The first rows that are meant, after a place: looked for in one pass, without sorting all. */
async function look(rows: readonly Row[], { matches, order, after, limit }: Look) {
  const first: Found[] = [];
  let [total, left] = [0, 0];
  for await (const some of slices(rows)) {
    const meant = some.filter(matches);
    total += meant.length;
    const found = meant.map((row) => ({ row, place: order.placeOf(row) }));
    const behind = after ? found.filter(({ place }) => order.compare(place, after) > 0) : found;
    left += behind.length;
    for (const one of behind) put(one, first, { order, limit });
  }
  return { first: first.map(({ row }) => row), total, more: left > first.length };
}

/** Puts it among the first ones, if it is one of them. */
function put(one: Found, first: Found[], { order, limit }: Pick<Look, "order" | "limit">): void {
  const worst = first.length === limit ? first.at(-1) : undefined;
  if (worst && order.compare(one.place, worst.place) > 0) return;
  if (worst) first.pop();
  first.splice(spotFor(one.place, first, order), 0, one);
}

/** Where it belongs among those that are sorted. */
function spotFor(place: Place, sorted: readonly { place: Place }[], { compare }: Order): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other && compare(other.place, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const encoded = (place: Place) => Buffer.from(JSON.stringify(place)).toString("base64url");

function placeOf(after: string | undefined): Place | undefined {
  if (after === undefined) return undefined;
  const place = parsed(Buffer.from(after, "base64url").toString());
  const [key, id] = Array.isArray(place) ? (place as unknown[]) : [];
  if ((typeof key === "string" || typeof key === "number") && typeof id === "string") return [key, id];
  throw new ChatError("invalid", "There is no such page of the list.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
