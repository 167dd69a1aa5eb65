import { ChatError, newId } from "@parley/protocol";
import type { Audit } from "../audit.ts";
import { type Card, type Cards, taking } from "./cards.ts";
import { provenIn, type Tree, type Trees } from "./tree.ts";

export interface MergingParts {
  cards: Cards;
  trees: Trees;
  /** The contact that a card is of; `notFound`. A visitor who has no card yet gets one. */
  known: (id: string) => Promise<Tree>;
  audit: Pick<Audit, "record">;
  now: () => number;
}

export interface MergeAsked {
  into: string;
  from: string;
  how: "proof" | "hand";
  by?: string | undefined;
  mixVerified?: boolean | undefined;
}

/** Joins contacts and parts them again (SPEC K3 to K5). A merge is one field of one card: nothing is moved, so that nothing gets lost on the way back. */
export function createMerging({ cards, trees, known, audit, now }: MergingParts) {
  async function merge(asked: MergeAsked): Promise<Tree> {
    for (;;) {
      const [kept, given] = [await known(asked.into), await known(asked.from)];
      const [root] = kept;
      if (root._id === given[0]._id) return kept;
      refuseStrangers(kept, given, asked);
      const card = asked.how === "proof" ? await provenOf(asked.from, given, kept) : given[0];
      if (!card || !(await join(card, root, asked))) continue;
      const tree = await settled(card._id, root._id, asked);
      // Whom a member took for the same comes along as such, not as proven.
      if (!card.merge || provenIn([...tree, ...given]).size > 1) return tree;
      const { by } = card.merge;
      return await merge({ into: root._id, from: given[0]._id, how: "hand", by, mixVerified: true });
    }
  }

  /** `undefined` where the card was changed since it was read. */
  async function join(card: Card, root: Card, { how, by }: MergeAsked): Promise<Card | undefined> {
    const { mergedInto, merge } = card;
    const before = mergedInto !== undefined && merge ? { before: { into: mergedInto, merge } } : {};
    const made = { id: newId(now()), how, at: now(), ...(by !== undefined && { by }), ...before };
    return await cards.write(card, { $set: { mergedInto: root._id, merge: made } });
  }

  /** What others joined at the same moment may not go with it: then it is taken back. */
  async function settled(cardId: string, rootId: string, { by, how }: MergeAsked): Promise<Tree> {
    const tree = await known(rootId);
    if (provenIn(tree).size > 1) {
      await cards.change(cardId, ({ merge }) => taking(merge));
      throw differentPeople();
    }
    await note(`merge:${how}`, by, `${cardId} > ${tree[0]._id}`);
    return tree;
  }

  /**
   * What of a contact a proof of one of its visitors is about: their card, and those above that proofs have joined it to. `undefined` where those
   * were parted from it just now who were proven to be somebody else: members joined them by hand, and a proof outweighs that.
   */
  async function provenOf(id: string, given: Tree, kept: Tree): Promise<Card | undefined> {
    const way = wayUp(given.find(({ _id }) => _id === id) ?? given[0], given, undefined);
    const about = way.slice(0, way.findIndex(({ merge }) => merge?.how !== "proof") + 1);
    const card = about.at(-1) ?? given[0];
    const people = provenIn([...kept, ...about]);
    if (people.size > 1) throw differentPeople();
    return (await partFrom(card, given, people)) ? undefined : card;
  }

  /** Takes back what leads those under a card who were proven to be none of these. Resolves to whether there were any. */
  async function partFrom(card: Card, tree: Tree, people: ReadonlySet<string>): Promise<boolean> {
    const strangers = tree.filter(({ verified }) => verified && !people.has(verified.userId));
    const ways = strangers
      .map((stranger) => wayUp(stranger, tree, card._id))
      .filter((way) => way.at(-1)?.mergedInto === card._id);
    for (const way of ways) {
      const edge = way.find(({ merge }) => merge?.how === "hand");
      if (!edge) throw differentPeople();
      await cards.write(edge, taking(edge.merge));
      await note("unmerge:proof", undefined, edge._id);
    }
    return ways.length > 0;
  }

  async function unmerge({ contactId, merge: id, by }: { contactId: string; merge: string; by?: string | undefined }) {
    const card = await cards.cards.findOne({ _id: contactId });
    if (!card) throw new ChatError("notFound", "There is no such contact.");
    if (card.merge?.id === id) {
      await cards.change(contactId, ({ merge }) => (merge?.id === id ? taking(merge) : undefined));
      await note("unmerge", by, contactId);
    } else if (card.merge) throw new ChatError("conflict", "This contact has been joined otherwise since.");
    return await known(contactId);
  }

  async function note(action: string, by: string | undefined, target: string): Promise<void> {
    await audit.record({ action, target: target.slice(0, 100), ...(by !== undefined && { by }) });
  }

  return {
    merge,
    unmerge,
    /** Before a visitor is proven to be a user: parts from their contact who was proven to be somebody else. */
    async makeWay(id: string, userId: string): Promise<void> {
      for (;;) {
        const tree = await trees.treeOf(id);
        if (!tree || [...provenIn(tree)].every((known) => known === userId)) return;
        const card = tree.find(({ _id }) => _id === id) ?? tree[0];
        if (card.verified && card.verified.userId !== userId) throw differentPeople();
        if (card.mergedInto === undefined) await partFrom(card, tree, new Set([userId]));
        else await cards.write(byHand(card), taking(card.merge));
      }
    },
  };
}

/** A card that a member joined to another; what a proof has joined only the other person's proof could part. */
function byHand(card: Card): Card {
  if (card.merge?.how !== "hand") throw differentPeople();
  return card;
}

/** The cards from one up to another, without the latter, or to the first of all. */
function wayUp(card: Card, tree: Tree, until: string | undefined): Card[] {
  const above = tree.find(({ _id }) => _id === card.mergedInto);
  return [card, ...(above && above._id !== until ? wayUp(above, tree, until) : [])];
}

/** Refuses what members may not join, or not without saying so. A proof is worth more than what they joined before. */
function refuseStrangers(kept: Tree, given: Tree, { how, mixVerified }: MergeAsked): void {
  if (how === "proof") return;
  const [ofKept, ofGiven] = [provenIn(kept), provenIn(given)];
  if (new Set([...ofKept, ...ofGiven]).size > 1) throw differentPeople();
  if (ofKept.size !== ofGiven.size && !mixVerified) {
    const details = { reason: "mixVerified" };
    throw new ChatError(
      "conflict",
      "Who one of them is was proven, and the other's was not. Say that you want to join them all the same.",
      { details },
    );
  }
}

function differentPeople(): ChatError {
  const details = { reason: "differentPeople" };
  return new ChatError("conflict", "These contacts were proven to be different people.", { details });
}
