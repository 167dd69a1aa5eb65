import type { LiveModel } from "../serving/serving.ts";
import type { Sample } from "./dataset.ts";
import { answersOf } from "./evaluate.ts";
import { isFirst } from "./first.ts";
import { holdBack } from "./gate.ts";

/** What the published model was asked, and how it did. */
type Before = Pick<LiveModel, "classifier" | "samples">;

/**
 * Holds a new model, by what it understood of the held-out examples, against the published one. What that one was measured by before
 * it learned it counts as it was then. It has an unfair advantage with what else it has learned, and none at all with new intents.
 */
export async function compare(before: Before, heldOut: readonly Sample[]) {
  const measured = new Map(before.samples.map((sample) => [keyOf(sample), sample.right]));
  const learned = new Set(
    before.samples.filter(({ heldOut, right }) => !heldOut || right !== undefined).map(({ text }) => text),
  );
  const labels = new Set(before.classifier.labels);
  const answers = await answersOf(before.classifier, heldOut);
  const was = heldOut.map((sample, at) => measured.get(keyOf(sample)) ?? answers[at] === sample.intent);
  const fair = heldOut.flatMap((sample, at) => {
    const isFair = measured.get(keyOf(sample)) !== undefined || !learned.has(sample.text);
    return labels.has(sample.intent) && isFair ? [at] : [];
  });
  const heldBack = holdBack({
    examples: fair.flatMap((at) => heldOut[at] ?? []),
    before: fair.map((at) => was[at] ?? false),
    after: fair.map((at) => heldOut[at]?.right ?? false),
  });
  return {
    accuracyBefore: was.filter(Boolean).length / heldOut.length,
    // A first model is there until the next comes: nobody has chosen it for how it does with one intent or another.
    heldBack: isFirst(before) ? heldBack.filter(({ intent }) => intent === undefined) : heldBack,
  };
}

/** Names an example among others: the same words can be one of two intents. */
export const keyOf = ({ text, intent }: Pick<Sample, "text" | "intent">): string => `${intent}\n${text}`;
