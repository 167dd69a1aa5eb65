import { ChatError, FIRST_INBOX, type Identity, type WholeContact } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Cards, Told } from "./cards.ts";
import { mergesOf, shown } from "./shown.ts";
import type { Tree, Trees } from "./tree.ts";

/** An identity as it is stored: who is there in an inbox. */
export interface StoredIdentity extends Told {
  page?: Identity["page"];
  browser?: string | undefined;
}

export interface ReadingParts {
  cards: Cards;
  trees: Trees;
  /** The visitors' documents: the identities. */
  visitors: Collection<StoredIdentity>;
}

/** Reads contacts, and what stands on their cards that identities said meanwhile. */
export function createReading({ cards: { follow }, trees, visitors }: ReadingParts) {
  /** The contact that some card is of; `notFound`. A visitor of whom none was made yet is one from now on. */
  async function known(id: string): Promise<Tree> {
    const tree = await trees.treeOf(id);
    if (tree) return tree;
    const visitor = await visitors.findOne({ _id: id });
    if (!visitor) throw new ChatError("notFound", "There is no such contact.");
    return [await follow(visitor)];
  }

  async function whole(tree: Tree): Promise<WholeContact> {
    const found = await visitors.find({ _id: { $in: tree.map(({ _id }) => _id) } }, { sort: { firstSeenAt: 1 } });
    // Who wrote last may have been a version before contacts, or have died before it copied what was said.
    const isBehind = ({ _id, revision }: Told) =>
      tree.some((card) => card._id === _id && !card.erased && card.heard < revision);
    const behind = found.filter(isBehind);
    if (behind.length > 0) {
      for (const visitor of behind) await follow(visitor);
      return await whole((await trees.treeOf(tree[0]._id)) ?? tree);
    }
    return {
      contact: shown(tree),
      identities: found.map(toIdentity),
      merged: mergesOf(tree),
      notes: tree.flatMap(({ notes }) => notes).toSorted((one, other) => other.at - one.at),
      consents: tree.flatMap(({ consents }) => consents).toSorted((one, other) => one.at - other.at),
    };
  }

  return { known, whole };
}
export type Reading = ReturnType<typeof createReading>;

function toIdentity({
  _id,
  inboxId = FIRST_INBOX,
  profile,
  locale,
  page,
  browser,
  verified,
  firstSeenAt,
  lastSeenAt,
}: StoredIdentity): Identity {
  return {
    visitorId: _id,
    inboxId,
    verified: verified !== undefined,
    ...(verified && { userId: verified.userId }),
    profile,
    locale,
    ...(page && { page }),
    ...(browser !== undefined && { browser }),
    firstSeenAt,
    lastSeenAt,
  };
}
