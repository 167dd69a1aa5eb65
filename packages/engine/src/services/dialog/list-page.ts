import type { Collection } from "../../store/store.ts";
import type { Dialog } from "./contract.ts";
import type { StoredHead } from "./heads.ts";

type Asked = Parameters<Dialog["list"]>[0];

/** A page of the conversations in some states. What follows on its last entry leaves nobody out, however many changed at that moment. */
export async function listPage(
  conversations: Collection<StoredHead>,
  { status, personIds, before, beforeId, by, limit }: Asked,
): Promise<StoredHead[]> {
  const of = { ...(status && { status: { $in: status } }), ...(personIds && { personId: { $in: personIds } }) };
  const listed = { ...of, seq: { $gt: 0 } };
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
