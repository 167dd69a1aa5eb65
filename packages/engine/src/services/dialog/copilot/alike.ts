import type { SentAnswer } from "./stored.ts";

/** At this likeness every second answer fits. */
const EVEN = 0.5;
const STEEPNESS = 9;
/** Questions less like it than this say nothing. */
const LEAST = 0.3;

/** Finds what was answered to questions like some words among these: the likelihood of each answer, from 0 to 1. */
export function createAlike(rows: readonly SentAnswer[]): (terms: readonly string[]) => Map<string, number> {
  const having = new Map<string, SentAnswer[]>();
  for (const row of rows) {
    for (const term of row.terms) {
      const there = having.get(term);
      if (there) there.push(row);
      else having.set(term, [row]);
    }
  }
  const worth = (term: string) => Math.log(1 + (rows.length + 0.5) / ((having.get(term)?.length ?? 0) + 0.5));
  const weigh = (all: readonly string[]) => all.reduce((sum, term) => sum + worth(term), 0);

  return (terms) => {
    const found = new Map<string, number>();
    const asked = new Set(terms);
    const whole = weigh(terms);
    for (const row of new Set(terms.flatMap((term) => having.get(term) ?? []))) {
      const shared = row.terms.filter((term) => asked.has(term));
      const likeness = weigh(shared) / Math.sqrt(whole * weigh(row.terms));
      if (likeness < LEAST) continue;
      const score = 1 / (1 + Math.exp(-STEEPNESS * (likeness - EVEN)));
      found.set(row.answer, Math.max(score, found.get(row.answer) ?? 0));
    }
    return found;
  };
}
