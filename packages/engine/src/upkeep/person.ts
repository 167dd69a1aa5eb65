import { ChatError } from "@parley/protocol";
import { COLLECTIONS } from "../services/collections.ts";
import type { AnyDoc } from "../store/document.ts";
import type { Filter, Store } from "../store/store.ts";

/** What a store holds of a person, by collection. */
export type Holdings = Record<string, AnyDoc[]>;

/**
 * All that a store holds of a person, named by the id of their contact, of any of their identities or of one of their conversations: what
 * every collection declares that is personal in it, document by document. Rejects with `notFound` where there is nothing.
 */
export async function holdingsOf(store: Store, id: string): Promise<Holdings> {
  const ids = await identitiesOf(store, await personOf(store, id));
  const holdings: Holdings = {};
  const conversationIds: string[] = [];
  for (const { name, whose } of personal()) {
    if (!whose || !("visitor" in whose)) continue;
    const found = await store.collection<AnyDoc>(name).find({ [whose.visitor]: { $in: ids } });
    holdings[name] = found;
    if (name === "conversations") conversationIds.push(...found.map(({ _id }) => _id));
  }
  if (Object.values(holdings).every((found) => found.length === 0)) {
    throw new ChatError("notFound", `Nobody is known as ${id}: name a visitor, a contact or a conversation by its id.`);
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

/** The ids of all that is one contact with this: what it is part of, and what is part of that. */
async function identitiesOf(store: Store, id: string): Promise<string[]> {
  const contacts = store.collection<AnyDoc>("contacts");
  const ids = new Set([id]);
  for (let last = [id]; last.length > 0;) {
    const above = (await contacts.find({ _id: { $in: last } })).flatMap(({ mergedInto }) => mergedInto ?? []);
    const below = (await contacts.find({ mergedInto: { $in: last } })).map(({ _id }) => _id);
    last = [...above, ...below].map(String).filter((other) => !ids.has(other));
    for (const other of last) ids.add(other);
  }
  return [...ids];
}
