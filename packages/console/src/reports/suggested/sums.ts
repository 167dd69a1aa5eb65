import type { SuggestionCounts, SuggestionDays } from "@parley/protocol";

/** In the order in which they are shown. */
export const OUTCOMES = ["first", "second", "third", "changed", "other"] as const satisfies (keyof SuggestionCounts)[];

/** How many replies were sent where something was suggested. Pure. */
export const repliesOf = (counts: SuggestionCounts): number =>
  OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);

/** How many of them were one of those that were shown, as it was. Pure. */
export const takenOf = ({ first, second, third }: SuggestionCounts): number => first + second + third;

/** All days together, of each inbox and of all. Pure. */
export function summed(days: SuggestionDays): { all: SuggestionCounts; inboxes: Map<string, SuggestionCounts> } {
  const none = (): SuggestionCounts => ({ first: 0, second: 0, third: 0, changed: 0, other: 0 });
  const [all, inboxes] = [none(), new Map<string, SuggestionCounts>()];
  for (const day of days) {
    const its = inboxes.get(day.inboxId) ?? none();
    inboxes.set(day.inboxId, its);
    for (const outcome of OUTCOMES) {
      its[outcome] += day[outcome];
      all[outcome] += day[outcome];
    }
  }
  return { all, inboxes };
}
