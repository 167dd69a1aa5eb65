import { type Card, type Cards, taking } from "./cards.ts";

/** A contact as it is stored: the card that is part of no other, first, and all that are part of it. */
export type Tree = readonly [Card, ...Card[]];

/** The user ids that were proven in a contact. More than one of them is nobody. */
export const provenIn = (tree: readonly Card[]): Set<string> =>
  new Set(tree.flatMap(({ verified }) => (verified ? [verified.userId] : [])));

/** Finds contacts by any of their cards. */
export function createTrees({ cards, change }: Cards) {
  /**
   * The first card of the contact that a card is of. Two merges at the same moment, each into the other's, lead in a circle: that of the
   * smallest id is taken back, by whoever sees it first.
   */
  async function rootOf(id: string): Promise<Card | undefined> {
    const way: Card[] = [];
    for (let next: string | undefined = id; next !== undefined;) {
      const card: Card | undefined = await cards.findOne({ _id: next });
      if (!card) return way.at(-1);
      const begins = way.findIndex(({ _id }) => _id === card._id);
      if (begins >= 0) {
        await open(way.slice(begins));
        return await rootOf(id);
      }
      way.push(card);
      next = card.mergedInto;
    }
    return way.at(-1);
  }

  async function open(circle: readonly Card[]): Promise<void> {
    const least = circle.reduce((one, other) => (other._id < one._id ? other : one));
    await change(least._id, ({ mergedInto, merge }) => (mergedInto === least.mergedInto ? taking(merge) : undefined));
  }

  /** All that lead to some cards, each once: also where what is read while it changes leads in a circle. */
  async function partsOf(ids: readonly string[]): Promise<Card[]> {
    const known = new Set(ids);
    const parts: Card[] = [];
    for (let above = ids; above.length > 0;) {
      const below = (await cards.find({ mergedInto: { $in: above } })).filter(({ _id }) => !known.has(_id));
      for (const { _id } of below) known.add(_id);
      parts.push(...below);
      above = below.map(({ _id }) => _id);
    }
    return parts;
  }

  /** All cards of the contact that a card is of: the first one, then the others in the order in which they came to it. */
  async function treeOf(id: string): Promise<Tree | undefined> {
    const root = await rootOf(id);
    if (!root) return undefined;
    return [root, ...(await partsOf([root._id])).toSorted(byMerge)];
  }

  /** The contacts that begin with these cards, in this order. */
  async function treesOf(ids: readonly string[]): Promise<Tree[]> {
    const found = await cards.find({ _id: { $in: ids } });
    const parts = await partsOf(ids);
    const under = (id: string): Card[] =>
      parts.filter(({ mergedInto }) => mergedInto === id).flatMap((part) => [part, ...under(part._id)]);
    return ids.flatMap((id) => {
      const root = found.find(({ _id }) => _id === id);
      return root ? [[root, ...under(id).toSorted(byMerge)] as const] : [];
    });
  }

  /** The whole contact of each of these cards, by the card's id: few questions, however many there are. */
  async function treesWith(known: readonly Card[]): Promise<Map<string, Tree>> {
    const parts = known.filter(({ mergedInto }) => mergedInto !== undefined);
    const above = new Map(await Promise.all(parts.map(async ({ _id }) => [_id, (await rootOf(_id))?._id] as const)));
    const rootOfEach = new Map(known.map(({ _id }) => [_id, above.has(_id) ? above.get(_id) : _id]));
    const roots = new Set([...rootOfEach.values()].filter((id) => id !== undefined));
    const whole = new Map((await treesOf([...roots])).map((tree) => [tree[0]._id, tree]));
    return new Map(
      [...rootOfEach].flatMap(([id, root]) => {
        const tree = whole.get(root ?? "");
        return tree ? [[id, tree] as const] : [];
      }),
    );
  }

  return { rootOf, treeOf, treesOf, treesWith };
}
export type Trees = ReturnType<typeof createTrees>;

/** In the order in which cards came to a contact. */
export function byMerge(one: Card, other: Card): number {
  return (one.merge?.at ?? 0) - (other.merge?.at ?? 0) || (one._id < other._id ? -1 : 1);
}
