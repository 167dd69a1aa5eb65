import {
  type DeskFilter,
  type DeskPage,
  type DeskSort,
  fits,
  type InboxItem,
  awaitedSince,
  dueAt,
} from "@parley/protocol";
import { signal } from "@preact/signals";
import { change } from "../../api.ts";
import type { Desk } from "../../desk/desk.ts";

/** A list of one's own making instead of the groups. */
export interface Viewing {
  /** Of a view that is kept; absent: a filter for now, or one of the usual ones. */
  id: string;
  filter: DeskFilter;
  sort: DeskSort;
}

/** Conversations that are fetched at once. */
const PAGE = 200;

/** What is shown; undefined: the groups. */
export const viewing = signal<Viewing | undefined>(undefined);
/** Where to go on, if there may be more than what was fetched; `busy` while it is. */
export const beyond = signal<{ next?: DeskPage["next"] | undefined; busy: boolean }>({ busy: false });
/** Conversations that something is to be done with. */
export const chosen = signal<ReadonlySet<string>>(new Set());
/** Fetches what fits: the first page, or with `next` the one after. Throws a `ChatError`. */
export async function fetchView({ inbox }: Pick<Desk, "inbox">, next?: DeskPage["next"]): Promise<void> {
  const wanted = viewing.peek();
  if (!wanted) return;
  beyond.value = { busy: true };
  const { filter, sort } = wanted;
  try {
    const page = await change<DeskPage>("POST", "desk/conversations", { filter, sort, limit: PAGE, ...next });
    if (viewing.peek() !== wanted) return;
    inbox.merge(page.items);
    beyond.value = { busy: false, next: page.next };
  } catch (error) {
    if (viewing.peek() === wanted) beyond.value = { busy: false, next };
    throw error;
  }
}

/** Shows a view, and forgets what was chosen in the one before. */
export function look(desk: Pick<Desk, "inbox">, next: Viewing | undefined): Promise<void> {
  viewing.value = next;
  chosen.value = new Set();
  return fetchView(desk);
}

/** What was found of conversations as they are: of ten thousand few change at once. */
let known: { view?: Viewing; me?: string; minute?: number; fit: WeakMap<InboxItem, boolean> } = { fit: new WeakMap() };

/** Those of what is known that fit, in the order that is wanted. */
export function shownIn(items: Iterable<InboxItem>, view: Viewing, me: string, now: number): InboxItem[] {
  const { filter, sort } = view;
  const minute = filter.waitingMinutes === undefined ? 0 : now;
  if (known.view !== view || known.me !== me || known.minute !== minute)
    known = { view, me, minute, fit: new WeakMap() };
  const found: InboxItem[] = [];
  for (const item of items) {
    let fit = known.fit.get(item);
    if (fit === undefined) known.fit.set(item, (fit = fits(item, filter, { me, now })));
    if (fit) found.push(item);
  }
  const since = ({ conversation }: InboxItem) =>
    sort === "waiting" ? (awaitedSince(conversation) ?? Infinity) : conversation.updatedAt;
  const place = (item: InboxItem) => (sort === "due" ? dueAt(item) : since(item));
  const order = sort === "newest" ? -1 : 1;
  return found.sort((one, other) => {
    const [first, second] = [place(one), place(other)];
    return first === second ? 0 : (first < second ? -1 : 1) * order;
  });
}
