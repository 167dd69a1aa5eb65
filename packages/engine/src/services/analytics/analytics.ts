import { ChatError } from "@parley/protocol";
import { implement } from "../../rpc/contract.ts";
import type { Store } from "../../store/store.ts";
import type { Dialog } from "../dialog/contract.ts";
import { analytics as contract, type Analytics } from "./contract.ts";
import { createFacts } from "./facts.ts";
import { createFollowed } from "./followed.ts";
import { meant } from "./measures.ts";
import { createMeasuring } from "./measuring.ts";
import { createLively } from "./lively.ts";
import { createReviews } from "./reviews/reviews.ts";
import { createScorecards } from "./scorecards/scorecards.ts";
import { createSettling } from "./settling.ts";
import { createTally } from "./tally.ts";

export interface AnalyticsParts {
  store: Store;
  dialog: Dialog;
  now?: () => number;
  /** Hears of conversations that could not be counted; they are tried again. */
  onError?: (error: unknown) => void;
}

/** A year with those before and after it; more days than that nobody can see at once. */
const LONGEST_RANGE = 400 * 24 * 3_600_000;
/** The analytics service: counts conversations from their logs, each event once, and reports. */
export function createAnalytics({ store, dialog, now = Date.now, onError = () => {} }: AnalyticsParts) {
  const followed = createFollowed(store, now);
  const facts = createFacts(store, dialog);
  const lively = createLively(facts);
  const { schedule, follow, catchUp, close } = createSettling({ followed, lively, onError });
  const measuring = createMeasuring({ store, facts, now, onError });

  async function ready({ from, to }: { from: number; to: number }): Promise<void> {
    if (to <= from || to - from > LONGEST_RANGE) {
      throw new ChatError("invalid", "A report needs a beginning and a later end, at most 400 days apart.");
    }
    // One log that cannot be read must not take all reports away.
    await catchUp(true).catch(onError);
  }

  const reviews = createReviews({ store, facts, dialog, catchUp: () => catchUp(true).catch(onError), now });
  const service: Analytics = implement(contract, {
    ...reviews.calls,
    ...createScorecards({ facts, marks: reviews.marks, ready, now }),
    async follow({ heads }) {
      schedule();
      // Counted without waiting for the note, or else what comes next would overtake it and leave a gap.
      const each = heads.map(async ({ conversationId, seq, events = [] }) => {
        await Promise.all([follow(conversationId, seq), lively.count(conversationId, events)]);
      });
      await Promise.all(each);
      return {};
    },

    async erase({ conversationIds }) {
      lively.drop(conversationIds);
      await facts.erase(conversationIds);
      await reviews.erase(conversationIds);
      await store.scrub();
      return {};
    },

    async report(range) {
      await ready(range);
      const tally = createTally(range, now());
      const isMeant = meant(range);
      for await (const episodes of facts.opened(range))
        for (const episode of episodes.filter(isMeant)) tally.add(episode);
      return tally.report();
    },
  });

  const measured = measuring.run().catch(onError);
  return {
    service,
    async close(): Promise<void> {
      measuring.stop();
      await Promise.all([close(), measured]);
    },
  };
}
