import { type ConversationStatus, FIRST_INBOX } from "@parley/protocol";
import type { Collection, Filter } from "../../store/store.ts";
import type { Dialog } from "./contract.ts";
import type { StoredHead } from "./stored-heads.ts";

type Asked = Parameters<Dialog["list"]>[0];

/** The states of conversations, one by one: an index gives in their order those of one state, of one inbox or of all. */
const STATES: readonly ConversationStatus[] = ["bot", "queued", "agent", "closed"];

/** A page of the conversations in some states. What follows on its last entry leaves nobody out, however many changed at that moment. */
export async function listPage(conversations: Collection<StoredHead>, asked: Asked): Promise<StoredHead[]> {
  const { personIds, inboxIds, status = STATES } = asked;
  const page = (where: Filter<StoredHead>, from: Asked = asked) => pageOf(conversations, where, from);
  if (personIds) return await ofPeople({ personId: oneOf(personIds) }, asked, page);
  const places = inboxIds ? [...new Set(inboxIds)].map((inboxId) => ({ inboxId })) : [{}];
  const parts = places.flatMap((where) =>
    [...new Set(status)].map((one) => (limit: number) => page(where, { ...asked, status: [one], limit })),
  );
  return await merged(parts, asked.limit, asked.by === "waiting" ? longestFirst : newestFirst);
}

/** How many times as many are read of a part each time that it may have more of what is asked for. */
const MORE = 2;

/**
 * The first ones of several parts, each of which is in that order. Of each as few are read as may do, as whole conversations are read; of one
 * that gave as many as were asked for, and all of them belong here, more.
 */
async function merged(
  parts: readonly ((limit: number) => Promise<StoredHead[]>)[],
  limit: number,
  order: (one: StoredHead, other: StoredHead) => number,
): Promise<StoredHead[]> {
  const few = parts.length === 1 ? limit : Math.min(limit, Math.ceil((2 * limit) / parts.length));
  const read = await Promise.all(parts.map(async (part) => ({ part, count: few, found: await part(few) })));
  for (;;) {
    const all = read.flatMap(({ found }) => found).toSorted(order);
    // One that is in two parts changed its state between the reads.
    const first = [...new Map(all.toReversed().map((one) => [one._id, one])).values()].toReversed().slice(0, limit);
    const end = first.length < limit ? undefined : first.at(-1);
    const short = read.filter(({ count, found }) => {
      const last = found.at(-1);
      return last && count < limit && found.length === count && (!end || order(last, end) <= 0);
    });
    if (short.length === 0) return first;
    await Promise.all(
      short.map(async (each) => {
        each.count = Math.min(limit, each.count * MORE);
        each.found = await each.part(each.count);
      }),
    );
  }
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
  other.updatedAt - one.updatedAt || (one._id === other._id ? 0 : one._id < other._id ? 1 : -1);
