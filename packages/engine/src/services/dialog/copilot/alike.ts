import type { SentAnswer } from "./stored.ts";

/** At this likeness every second answer fits. */
const EVEN = 0.5;
const STEEPNESS = 9;
/** Questions less like it than this say nothing. */
const LEAST = 0.3;

/** What was answered to questions like these words: the likelihood of each answer, from 0 to 1. */
export function alike(rows: readonly SentAnswer[], terms: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const frequency = new Map<string, number>();
  for (const row of rows) for (const term of row.terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const worth = (term: string) => Math.log(1 + (rows.length + 0.5) / ((frequency.get(term) ?? 0) + 0.5));
  const weigh = (all: readonly string[]) => all.reduce((sum, term) => sum + worth(term), 0);
  const asked = new Set(terms);
  const whole = weigh(terms);
  for (const row of rows) {
    const shared = row.terms.filter((term) => asked.has(term));
    if (shared.length === 0) continue;
    const likeness = weigh(shared) / Math.sqrt(whole * weigh(row.terms));
    if (likeness < LEAST) continue;
    const score = 1 / (1 + Math.exp(-STEEPNESS * (likeness - EVEN)));
    found.set(row.answer, Math.max(score, found.get(row.answer) ?? 0));
  }
  return found;
}
