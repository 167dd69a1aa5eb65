import type { Example, HeldOut, TrainingInput } from "../types.ts";
import { FOLDS } from "./cross-validation.ts";
import { holdOut } from "./examples.ts";
import type { Extent } from "./progress.ts";
import { further } from "./further.ts";
import { createRandom } from "./random.ts";
import type { Settings } from "./settings.ts";

/** Below so many examples every one is held out in turn, instead of some of them once. */
const CROSS_VALIDATED_BELOW = 300;
const HELD_OUT = 0.15;

/** What is learned, what the model is judged by, and what it goes on to learn. */
export interface Plan {
  learned: readonly Example[];
  outOfScope: readonly string[];
  /** What the model is judged by, besides what is held out in turn in so many folds. */
  held: readonly HeldOut[];
  heldOutOfScope: readonly string[];
  folds: number;
  /** All that the model learns in the end, if it goes on from what it was judged by. */
  all?: { examples: readonly Example[]; outOfScope: readonly string[] };
}

/** Plans a training on examples that were checked. */
export function planFor(input: TrainingInput, examples: readonly Example[]): Plan {
  const { dev, outOfScope = [], devOutOfScope = [], seed = 1, learnHeldOut = false } = input;
  const given = { outOfScope, heldOutOfScope: devOutOfScope };
  if (dev) {
    const plan = { ...given, learned: examples, held: dev, folds: 0 };
    return learnHeldOut && dev.length > 0 ? { ...plan, all: everything(plan) } : plan;
  }
  if (examples.length < CROSS_VALIDATED_BELOW) return { ...given, learned: examples, held: [], folds: FOLDS };
  const { kept, held } = holdOut(examples, HELD_OUT, createRandom(seed));
  const plan = { ...given, learned: kept, held, folds: 0 };
  return held.length > 0 ? { ...plan, all: { examples, outOfScope } } : plan;
}

/** What was held out of an intent that nothing is known of would change the outputs, and so would the first messages of no intent. */
function everything({ learned, held, outOfScope, heldOutOfScope }: Plan) {
  const known = new Set(learned.map(({ intent }) => intent));
  return {
    examples: [
      ...learned,
      ...held.filter(({ intent }) => known.has(intent)).map(({ text, intent }) => ({ text, intent })),
    ],
    outOfScope: outOfScope.length > 0 ? [...outOfScope, ...heldOutOfScope] : outOfScope,
  };
}

/** How much there is to do. */
export function extentOf({ learned, outOfScope, folds, all }: Plan, settings: Settings): Extent["courses"] {
  const messages = learned.length + outOfScope.length;
  return [
    // A fold leaves messages out, so that it may take a step an epoch less than is counted here.
    ...Array.from({ length: folds }, () => ({ messages, settings, network: false })),
    { messages, settings, network: true },
    ...(all
      ? [{ messages: all.examples.length + all.outOfScope.length, settings: further(settings), network: true }]
      : []),
  ];
}
