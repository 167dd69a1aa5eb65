import { FIRST_INBOX } from "@parley/protocol";
import type { Collection, Filter } from "../../store/store.ts";
import type { Dialog } from "./contract.ts";
import type { StoredHead } from "./heads.ts";

type Asked = Parameters<Dialog["list"]>[0];

/** A page of the conversations in some states. What follows on its last entry leaves nobody out, however many changed at that moment. */
export async function listPage(conversations: Collection<StoredHead>, asked: Asked): Promise<StoredHead[]> {
  const { personIds, inboxIds, limit } = asked;
  const page = (where: Filter<StoredHead>, from: Asked = asked) => pageOf(conversations, where, from);
  if (personIds) return await ofPeople({ personId: oneOf(personIds) }, asked, page);
  if (!inboxIds) return await page({});
  // One by one, as an index gives them in order for one inbox only.
  const pages = await Promise.all(inboxIds.map((inboxId) => page({ inboxId })));
  return pages
    .flat()
    .toSorted(asked.by === "waiting" ? longestFirst : newestFirst)
    .slice(0, limit);
}

/** Somebody has few: those of other inboxes are passed over, for which no index is needed. */
async function ofPeople(
  people: Filter<StoredHead>,
  asked: Asked,
  page: (where: Filter<StoredHead>, from: Asked) => Promise<StoredHead[]>,
): Promise<StoredHead[]> {
  const { inboxIds, limit } = asked;
  const found: StoredHead[] = [];
  for (let from = asked; ;) {
    const some = await page(people, from);
    found.push(...some.filter(({ inboxId = FIRST_INBOX }) => inboxIds?.includes(inboxId) ?? true));
    const last = some.at(-1);
    if (!last || some.length < limit || found.length >= limit) return found.slice(0, limit);
    from = { ...asked, before: last.updatedAt, beforeId: last._id };
  }
}

async function pageOf(
  conversations: Collection<StoredHead>,
  where: Filter<StoredHead>,
  { status, before, beforeId, by, limit }: Asked,
): Promise<StoredHead[]> {
  const listed = { ...where, ...(status && { status: oneOf(status) }), seq: { $gt: 0 } };
  if (by === "waiting") return await conversations.find(listed, { sort: { queuedAt: 1 }, limit });
  const sort = { updatedAt: -1, _id: -1 } as const;
  if (before === undefined) return await conversations.find(listed, { sort, limit });
  const same = beforeId === undefined ? [] : await sameMoment(beforeId);
  const left = limit - same.length;
  if (left <= 0) return same;
  return [...same, ...(await conversations.find({ ...listed, updatedAt: { $lt: before } }, { sort, limit: left }))];

  async function sameMoment(id: string): Promise<StoredHead[]> {
    return await conversations.find({ ...listed, updatedAt: before ?? 0, _id: { $lt: id } }, { sort, limit });
  }
}

/** Of one value an index gives them in their order; of several they are sorted. */
const oneOf = <T extends string>(values: readonly T[]) => {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : { $in: values };
};

const longestFirst = (one: StoredHead, other: StoredHead) => (one.queuedAt ?? 0) - (other.queuedAt ?? 0);
const newestFirst = (one: StoredHead, other: StoredHead) =>
  other.updatedAt - one.updatedAt || (one._id < other._id ? 1 : -1);
