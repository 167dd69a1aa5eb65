import { awaitedSince, dueAt, fits, type Promised } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import type { Head } from "../head.ts";
import { headOf } from "../heads.ts";
import type { StoredHead } from "../stored-heads.ts";
import { listPage } from "../list-page.ts";

type Asked = Parameters<Dialog["filtered"]>[0];
type Shown = Head & { promises?: Promised[] };
type Page = { items: Shown[]; next?: Awaited<ReturnType<Dialog["filtered"]>>["next"] };

/** Conversations that are read at once, and looked through for one page. */
const PART = 500;
const LOOKED_THROUGH = 5_000;

/**
 * A page of what a filter means. The store's indexes give inboxes and states in their order; what else is asked is looked at one by one, so that a
 * page takes no longer however many there are.
 */
export async function filtered(
  conversations: Collection<StoredHead>,
  { filter, sort, me, inboxIds, limit, before, beforeId }: Asked,
  now: number,
  shown: (heads: readonly Head[]) => Promise<Shown[]>,
): Promise<Page> {
  const within = placesOf(filter.inboxes, inboxIds);
  if (within?.length === 0) return { items: [] };
  const asked = { status: filter.status, inboxIds: within, limit: PART };
  const found: Head[] = [];
  let from = { before, beforeId };
  // Until when something is promised is looked up for those only that are answered, unless the order needs it.
  const inOrder = async () =>
    sort === "due"
      ? sorted(await shown(found), sort).slice(0, limit)
      : await shown(sorted(found, sort).slice(0, limit));
  for (let looked = 0; looked < LOOKED_THROUGH;) {
    const part = await listPage(conversations, { ...asked, ...from });
    for (const stored of part) {
      const head = headOf(stored);
      from = { before: stored.updatedAt, beforeId: stored._id };
      if (fits(head, filter, { me, now })) found.push(head);
      if (sort === "newest" && found.length === limit) return { items: await shown(found), next: goingOn(from) };
    }
    if (part.length < PART) return { items: await inOrder() };
    looked += part.length;
  }
  return { items: await inOrder(), next: goingOn(from) };
}

/** Those that are asked for, of those that one sees. */
function placesOf(asked: string[] | undefined, seen: string[] | undefined): string[] | undefined {
  return asked && seen ? asked.filter((id) => seen.includes(id)) : (asked ?? seen);
}

const goingOn = ({ before = 0, beforeId = "" }: { before?: number | undefined; beforeId?: string | undefined }) => ({
  before,
  beforeId,
});

function sorted<H extends Shown>(heads: H[], sort: Asked["sort"]): H[] {
  if (sort === "newest") return heads;
  return heads.toSorted((one, other) => {
    const [first, second] = [placeOf(one, sort), placeOf(other, sort)];
    return first === second ? 0 : first - second;
  });
}

function placeOf(head: Shown, sort: Asked["sort"]): number {
  if (sort === "due") return dueAt(head);
  return sort === "waiting" ? (awaitedSince(head.conversation) ?? Infinity) : head.conversation.updatedAt;
}
