import type { Card, Cards } from "./cards.ts";

/** Cards read at once. */
export const PAGE = 1000;

/** Reads cards in the order of their changes, many of which may be of one moment. */
export function pagesOf(cards: Cards["cards"]) {
  return {
    /** Those that were changed before one, the newest first. */
    async before(last: Card | undefined): Promise<Card[]> {
      const sort = { changedAt: -1, _id: -1 } as const;
      if (!last) return await cards.find({}, { sort, limit: PAGE });
      const { changedAt, _id } = last;
      const same = await cards.find({ changedAt, _id: { $lt: _id } }, { sort, limit: PAGE });
      if (same.length === PAGE) return same;
      return [...same, ...(await cards.find({ changedAt: { $lt: changedAt } }, { sort, limit: PAGE - same.length }))];
    },

    /** Those that were changed after a moment, or at it and have a greater id; the oldest change first. */
    async after(at: number, id: string): Promise<Card[]> {
      const sort = { changedAt: 1, _id: 1 } as const;
      const same = await cards.find({ changedAt: at, _id: { $gt: id } }, { sort, limit: PAGE });
      if (same.length === PAGE) return same;
      return [...same, ...(await cards.find({ changedAt: { $gt: at } }, { sort, limit: PAGE - same.length }))];
    },
  };
}
