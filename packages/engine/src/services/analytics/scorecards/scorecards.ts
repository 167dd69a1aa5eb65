import type { Analytics } from "../contract.ts";
import type { createFacts } from "../facts.ts";
import { meant } from "../measures.ts";
import { createCards, REOPENED_WITHIN } from "./cards.ts";

interface ScorecardParts {
  facts: Pick<ReturnType<typeof createFacts>, "opened">;
  /** Counts what is not counted yet, and refuses a range that is none. */
  ready: (range: { from: number; to: number }) => Promise<void>;
  now: () => number;
}

/** What each agent did. */
export function createScorecards({ facts, ready, now }: ScorecardParts): Pick<Analytics, "scorecards"> {
  return {
    async scorecards({ from, to, inboxIds }) {
      await ready({ from, to });
      const cards = createCards({ to, now: now() });
      const isMeant = meant({ inboxIds });
      for await (const episodes of facts.opened({ from, to: to + REOPENED_WITHIN }))
        for (const episode of episodes.filter(isMeant)) cards.add(episode);
      return cards.cards();
    },
  };
}
