import type { Analytics } from "../contract.ts";
import type { createFacts } from "../facts.ts";
import type { createReviews } from "../reviews/reviews.ts";
import { meant } from "../measures.ts";
import { createCards, REOPENED_WITHIN } from "./cards.ts";

interface ScorecardParts {
  facts: Pick<ReturnType<typeof createFacts>, "opened">;
  /** What reviews came to, by agent. */
  marks: ReturnType<typeof createReviews>["marks"];
  /** Counts what is not counted yet, and refuses a range that is none. */
  ready: (range: { from: number; to: number }) => Promise<void>;
  now: () => number;
}

/** What each agent did. */
export function createScorecards({ facts, marks, ready, now }: ScorecardParts): Pick<Analytics, "scorecards"> {
  return {
    async scorecards({ from, to, inboxIds }) {
      await ready({ from, to });
      const cards = createCards({ to, now: now() });
      const isMeant = meant({ inboxIds });
      for await (const episodes of facts.opened({ from, to: to + REOPENED_WITHIN }))
        for (const episode of episodes.filter(isMeant)) cards.add(episode);
      const judged = await marks({ from, to, inboxIds });
      for (const [first] of judged.values()) if (first) cards.know(first.agent);
      return cards.cards().map((card) => {
        const scores = judged.get(card.agent.id)?.map(({ score }) => score) ?? [];
        if (scores.length === 0) return card;
        const average = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        return { ...card, quality: { count: scores.length, average } };
      });
    },
  };
}
