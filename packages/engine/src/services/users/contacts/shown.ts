import type { Contact, ContactMerge, Profile } from "@parley/protocol";
import type { Card } from "./cards.ts";
import type { Tree } from "./tree.ts";

const FIELDS = ["name", "email", "phone", "userId"] as const;

/** A contact as it is shown: of what its cards say the first one's holds, and what members wrote before what is said (SPEC K2). */
export function shown(tree: Tree): Contact {
  const [root] = tree;
  const sources = tree.flatMap(({ own, said }) => [own, said]);
  const seen = tree.flatMap(({ lastSeenAt }) => lastSeenAt ?? []);
  const locale = tree.find((card) => card.locale !== undefined)?.locale;
  return {
    id: root._id,
    ...known(sources),
    tags: [...new Set(tree.flatMap(({ tags }) => tags))],
    verified: tree.some(({ verified }) => verified !== undefined),
    ...(isMixed(tree) && { mixed: true }),
    ...(locale !== undefined && { locale }),
    inboxes: [...new Set(tree.flatMap(({ inboxId }) => inboxId ?? []))],
    createdAt: Math.min(...tree.map(({ createdAt }) => createdAt)),
    ...(seen.length > 0 && { lastSeenAt: Math.max(...seen) }),
    version: root.version,
  };
}

/** Fields and attributes, each by the first that has a word on it; an empty one is a word too, and shows nothing. */
function known(sources: readonly Profile[]): Profile {
  const fields = FIELDS.map((field) => [field, sources.find((source) => source[field] !== undefined)?.[field]]);
  const attributes: NonNullable<Profile["attributes"]> = {};
  for (const source of sources.toReversed()) Object.assign(attributes, source.attributes);
  const left = Object.entries(attributes).filter(([, value]) => value !== "");
  return {
    ...(Object.fromEntries(fields.filter(([, value]) => value !== undefined && value !== "")) as Profile),
    ...(left.length > 0 && { attributes: Object.fromEntries<string | number | boolean>(left) }),
  };
}

/** Whether members, and no proof, joined what was proven with what was not. */
function isMixed(tree: Tree): boolean {
  const byId = new Map(tree.map((card) => [card._id, card]));
  /** The first of those that proofs have joined it with. */
  const firstOf = (card: Card): Card => {
    const above = card.merge?.how === "proof" ? byId.get(card.mergedInto ?? "") : undefined;
    return above ? firstOf(above) : card;
  };
  const proven = new Set(tree.filter(({ verified }) => verified).map(firstOf));
  return proven.size > 0 && tree.some((card) => !proven.has(firstOf(card)));
}

/** What was joined in a contact, in the order in which it was. */
export function mergesOf(tree: Tree): ContactMerge[] {
  return tree.flatMap(({ _id, mergedInto, merge, own, said }) => {
    if (mergedInto === undefined || !merge) return [];
    const { id, how, by, at } = merge;
    const name = known([own, said]).name;
    return [{ id, contactId: _id, into: mergedInto, how, at, ...(by && { by }), ...(name && { name }) }];
  });
}
