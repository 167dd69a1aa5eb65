import { type Consent, type ContactNote, FIRST_INBOX, newId, type Profile } from "@parley/protocol";
import { defineCollection, erasing, GONE } from "../../../store/collections.ts";
import type { Change, Collection, Doc, Store } from "../../../store/store.ts";

/** How a card became part of another one. */
export interface StoredMerge {
  id: string;
  how: "proof" | "hand";
  by?: string | undefined;
  at: number;
  /** Of what it was a part until then, by hand; undoing brings it back there. */
  before?: { into: string; merge: StoredMerge };
}

/**
 * What is known of one identity, or was brought in without one. A contact is a tree of cards: that which is part of no other one, and
 * those that lead to it. An identity's card has its id, so that it is of one contact whatever becomes of that.
 */
export interface Card extends Doc {
  /** Through which inbox the identity reaches us; absent where there is none. */
  inboxId?: string;
  locale?: string;
  /** What the identity says of itself, and the revision of its visitor that said so. */
  said: Profile;
  heard: number;
  verified?: { userId: string; at: number };
  /** What members wrote, or a file. An empty text hides what is said. */
  own: Profile;
  /** What files find it by: as it is shown of this card, the address in lower case. */
  email?: string;
  userId?: string;
  tags: string[];
  notes: ContactNote[];
  consents: Consent[];
  createdAt: number;
  lastSeenAt?: number;
  /** The card that it is part of. */
  mergedInto?: string;
  merge?: StoredMerge;
  /** Nothing is known any more, until they say something again. */
  erased?: boolean;
  /** Raised by every change by hand: what members name. */
  version: number;
  /** Raised by every change that is decided on by what was there. */
  revision: number;
  /** When it was last written, which lists follow. */
  changedAt: number;
}

export const CONTACTS = defineCollection<Card>("contacts", {
  owner: "users",
  indexes: [{ on: ["email"] }, { on: ["userId"] }, { on: ["mergedInto"] }, { on: ["changedAt", "_id"] }],
  whose: { visitor: "_id" },
  personal: { said: {}, own: {}, tags: [], notes: [], consents: [], verified: GONE, email: GONE, userId: GONE },
  refersTo: ["visitors"],
});

/** What a visitor's document says that a card repeats. */
export interface Told extends Doc {
  inboxId?: string | undefined;
  locale: string;
  profile: Profile;
  revision: number;
  verified?: { userId: string; at: number } | undefined;
  firstSeenAt: number;
  lastSeenAt: number;
}

/** A card on which nothing stands yet. */
export function newCard(_id: string, at: number): Card {
  const nothing = { said: {}, own: {}, tags: [], notes: [], consents: [] };
  return { _id, ...nothing, heard: -1, createdAt: at, version: 1, revision: 0, changedAt: at };
}

/** What a visitor's document says, as their card has it. */
export const told = ({ inboxId = FIRST_INBOX, locale, profile, revision, verified, lastSeenAt }: Told) => ({
  inboxId,
  locale,
  said: profile,
  heard: revision,
  lastSeenAt,
  ...(verified && { verified }),
});

/** The change that has a card found by what is on it. */
export function keysOf({ own, said }: Pick<Card, "own" | "said">) {
  const email = (own.email ?? said.email ?? "").toLowerCase();
  const userId = own.userId ?? said.userId ?? "";
  return {
    $set: { ...(email && { email }), ...(userId && { userId }) },
    $unset: { ...(!email && { email: true as const }), ...(!userId && { userId: true as const }) },
  };
}

/** What takes a card out of what it is part of: back to where it was before. */
export function taking(merge: StoredMerge | undefined): Change<Card> {
  const before = merge?.before;
  if (!before) return { $unset: { mergedInto: true, merge: true } };
  return { $set: { mergedInto: before.into, merge: before.merge } };
}

/** The cards, and how they are written: each in one step, for nothing that belongs together stands on two. */
export function createCards(store: Store, now: () => number) {
  const cards: Collection<Card> = CONTACTS.open(store);

  /** Changes a card as it stands, again where somebody else was first. Nothing to change: it stays. */
  async function change(_id: string, decide: (card: Card) => Change<Card> | undefined): Promise<Card | undefined> {
    for (;;) {
      const seen = await cards.findOne({ _id });
      const change = seen && decide(seen);
      if (!change) return seen;
      const written = await write(seen, change);
      if (written) return written;
    }
  }

  /** Changes a card unless it was changed since; then nothing. */
  async function write({ _id, revision }: Card, { $set, $inc, ...change }: Change<Card>): Promise<Card | undefined> {
    const more = { $set: { ...$set, changedAt: now() }, $inc: { ...$inc, revision: 1 } };
    return await cards.update({ _id, revision }, { ...change, ...more });
  }

  /** Takes over what a visitor's document says, unless something newer stands there; makes the card where there is none. */
  async function follow(visitor: Told): Promise<Card> {
    const { _id, revision } = visitor;
    for (;;) {
      const found = await cards.findOne({ _id });
      // Who was erased is known again by what they say then: what was said before comes late.
      if (found && (found.erased ? found.heard > revision : found.heard >= revision)) return found;
      const before = found ?? newCard(_id, visitor.firstSeenAt);
      const news = told(visitor);
      const { $set, $unset } = keysOf({ ...before, ...news });
      const gone = { ...$unset, erased: true as const, ...(!visitor.verified && { verified: true as const }) };
      const made = { ...before, ...news, ...$set, changedAt: now() };
      const written = found
        ? await write(found, { $set: { ...news, ...$set }, $unset: gone })
        : (await cards.insert(made)) && made;
      if (written) return written;
    }
  }

  /** A card of somebody who reaches us through no inbox, as it is to be written. */
  function drawUp(fill: (card: Card) => Partial<Card>): Card {
    const empty = newCard(newId(now()), now());
    const filled = { ...empty, ...fill(empty) };
    return { ...filled, ...keysOf(filled).$set };
  }

  return {
    cards,
    change,
    write,
    follow,
    drawUp,
    async make(fill: (card: Card) => Partial<Card>): Promise<Card> {
      const card = drawUp(fill);
      await cards.insert(card);
      return card;
    },
    /** Resolves to whether there is such a card. */
    async seen(_id: string): Promise<boolean> {
      return (await cards.update({ _id }, { $max: { lastSeenAt: now(), changedAt: now() } })) !== undefined;
    },
    /** Leaves nothing on cards. `heard` is the revision of a visitor who was erased: what they said before it does not come back. */
    async erase(erased: readonly { _id: string; heard?: number | undefined }[]): Promise<void> {
      const { $set, $unset } = erasing(CONTACTS);
      const change = { $set: { ...$set, erased: true, changedAt: now() }, $unset, $inc: { revision: 1, version: 1 } };
      const last = ({ heard }: (typeof erased)[number]) => (heard === undefined ? {} : { $max: { heard } });
      await Promise.all(
        erased.map((one) => cards.update({ _id: one._id }, { ...change, ...last(one) } as Change<Card>)),
      );
    },
  };
}
export type Cards = ReturnType<typeof createCards>;
