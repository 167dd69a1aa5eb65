import { familiarityOf } from "../serving/classifier.ts";
import { createSentenceScorer } from "../serving/plain.ts";
import { createSimdLinear } from "../serving/simd.ts";
import type { Judged } from "./judged.ts";
import { prepare, readSentences, type Course } from "./course.ts";
import { groupByIntent } from "./examples.ts";
import type { AfterStep } from "./fit.ts";
import { fitLinear } from "./linear.ts";
import { harder } from "./harder.ts";
import { createRandom } from "./random.ts";

/** How many times a part of the data is held out in turn. */
export const FOLDS = 5;

/**
 * Scores every example by a model that did not learn from it: of few examples, a seventh says next to nothing. The network
 * is left out, which would take long; the linear part stands in for it. An intent's only example is
 * not judged, for without it nothing is known of its intent.
 */
export async function crossValidate(course: Course, afterStep: AfterStep): Promise<Judged[]> {
  const random = createRandom(course.seed);
  const groups = [...groupByIntent(course.examples).values()].map((group) => random.shuffle(group));
  const lonely = groups.filter((group) => group.length === 1).flat();
  // One intent after the other, so that each fold has its part of every intent.
  const examples = groups.filter((group) => group.length > 1).flat();
  const strangers = random.shuffle([...course.outOfScope]);
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = <T>(items: readonly T[]) => items.filter((_, at) => at % FOLDS === fold);
    const kept = <T>(items: readonly T[]) => items.filter((_, at) => at % FOLDS !== fold);
    judged.push(
      ...(await judgeFold(
        { ...course, examples: [...kept(examples), ...lonely], outOfScope: kept(strangers) },
        [
          ...held(examples),
          ...harder(held(examples)).map((example) => ({ ...example, copy: true as const })),
          ...held(strangers).map((text) => ({ text, intent: undefined })),
        ],
        afterStep,
      )),
    );
  }
  return judged;
}

type Unlabelled = Pick<Judged, "text" | "intent" | "copy">;

async function judgeFold(course: Course, held: readonly Unlabelled[], afterStep: AfterStep): Promise<Judged[]> {
  if (course.examples.length === 0 || held.length === 0) return [];
  const { labels, encode, lesson } = prepare(course);
  const linear = createSimdLinear(await fitLinear(lesson, afterStep));
  const part = await readSentences(lesson, afterStep);
  const read = part && createSentenceScorer(part);
  return held.map(({ text, intent, copy }) => {
    const message = encode(text);
    const scores = linear(message).slice();
    const sentence = course.sentences && read?.(course.sentences.encode(text)).slice();
    const familiarity = familiarityOf(message);
    return {
      text,
      intent,
      labels,
      scores: { linear: scores, network: scores, familiarity, sentence },
      ...(copy && { copy }),
    };
  });
}
