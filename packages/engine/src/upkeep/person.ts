import { ChatError } from "@parley/protocol";
import { COLLECTIONS } from "../services/collections.ts";
import type { AnyDoc } from "../store/document.ts";
import type { Filter, Store } from "../store/store.ts";

/** What a store holds of a person, by collection. */
export type Holdings = Record<string, AnyDoc[]>;

/**
 * All that a store holds of a person, named by their own id or that of one of their conversations: what every collection declares that is
 * personal in it, document by document. Rejects with `notFound` where there is nothing.
 */
export async function holdingsOf(store: Store, id: string): Promise<Holdings> {
  const visitorId = await personOf(store, id);
  const holdings: Holdings = {};
  const conversationIds: string[] = [];
  for (const { name, whose } of personal()) {
    if (!whose || !("visitor" in whose)) continue;
    const found = await store.collection<AnyDoc>(name).find({ [whose.visitor]: visitorId });
    holdings[name] = found;
    if (name === "conversations") conversationIds.push(...found.map(({ _id }) => _id));
  }
  if (Object.values(holdings).every((found) => found.length === 0)) {
    throw new ChatError("notFound", `Nobody is known as ${id}: name a visitor or a conversation by its id.`);
  }
  for (const { name, whose } of personal()) {
    if (!whose || !("conversation" in whose)) continue;
    const of: Filter<AnyDoc> = { [whose.conversation]: { $in: conversationIds } };
    holdings[name] = await store.collection<AnyDoc>(name).find(of);
  }
  return holdings;
}

const personal = () => COLLECTIONS.filter((declared) => declared.personal !== undefined);

async function personOf(store: Store, id: string): Promise<string> {
  const conversation = await store.collection<AnyDoc>("conversations").findOne({ _id: id });
  const personId = conversation?.["personId"];
  return typeof personId === "string" ? personId : id;
}
