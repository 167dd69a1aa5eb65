import { setTimeout as wait } from "node:timers/promises";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import type { createFacts } from "./facts.ts";

/** How far back everything is measured. */
interface Through extends Doc {
  at: number;
}

export const MEASURED = defineCollection<Through>("measured", { owner: "analytics", refersTo: ["episodes"] });

/** What it notes how far it came under. It changes with what is measured, so that all is looked through again. */
const THROUGH = "worked";
const DAY = 24 * 3_600_000;
/** Milliseconds of rest for each millisecond of work, so that conversations go on beside it. */
const REST = 3;

type Facts = Pick<ReturnType<typeof createFacts>, "unmeasured" | "remeasure">;

interface MeasuringParts {
  store: Store;
  facts: Facts;
  now: () => number;
  onError: (error: unknown) => void;
}

/**
 * Measures what a version before this counted without: once through all there is, then, at each start, what was counted since a day before
 * the last time, as such a version may have run beside this one.
 */
export function createMeasuring({ store, facts, now, onError }: MeasuringParts) {
  const through = MEASURED.open(store);
  let stopped = false;

  async function run(): Promise<void> {
    const at = now();
    let failed = false;
    const from = ((await through.findOne({ _id: THROUGH }))?.at ?? 0) - DAY;
    for await (const conversationIds of facts.unmeasured(from)) {
      for (const conversationId of conversationIds) {
        if (stopped) return;
        const began = performance.now();
        // One log that cannot be read keeps none of the others; all are looked at again by the next start.
        await facts.remeasure(conversationId).catch((cause: unknown) => {
          failed = true;
          onError(cause);
        });
        await wait((performance.now() - began) * REST, undefined, { ref: false });
      }
      if (stopped) return;
    }
    if (!failed) await through.update({ _id: THROUGH }, { $max: { at } }, { upsert: true });
  }

  return {
    run,
    stop: () => void (stopped = true),
  };
}
