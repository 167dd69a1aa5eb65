import type { InboxItem, Promised } from "@parley/protocol";

/** How a promise stands at this moment. */
export interface Standing {
  of: Promised["of"];
  /** `paused`: time does not count now. */
  is: "missed" | "near" | "far" | "paused";
  /** Milliseconds that are left, or since when it is missed. */
  span: number;
}

/** How the promises of a conversation stand, what is due first before the others, and what does not count now last. Pure. */
export function standingsOf({ promises = [] }: Pick<InboxItem, "promises">, now: number): Standing[] {
  return [...promises]
    .sort((one, other) => (one.at ?? Infinity) - (other.at ?? Infinity) || 0)
    .map(({ of, at, near, left = 0 }) => {
      const rest = at === undefined ? left : at - now;
      if (rest <= 0) return { of, is: "missed", span: -rest };
      if (at === undefined) return { of, is: "paused", span: rest };
      return { of, is: near !== undefined && near <= now ? "near" : "far", span: rest };
    });
}

/** The one that is to be kept next, or was missed; nothing where no time counts. */
export const firstOf = (item: Pick<InboxItem, "promises">, now: number): Standing | undefined =>
  standingsOf(item, now).find(({ is }) => is !== "paused");
