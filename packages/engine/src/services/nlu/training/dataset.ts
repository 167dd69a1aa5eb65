import type { Intent } from "@parley/protocol";
import { withSamples } from "../entities/entities.ts";
import type { Example } from "../model/model.ts";
import { normalise } from "../../../text/normalise.ts";
import { createRanking, weigh } from "../search/ranking.ts";
import { terms } from "../search/terms.ts";
import { inSlices } from "../time-slices.ts";
import { languageOf } from "../understand/language.ts";
import { isHeldOut } from "./held-out.ts";

/** An example of a data set; one that is held out measures the model, and is learned only after that. */
export interface Sample extends Example {
  heldOut: boolean;
  /** Whether a held-out one was understood before it was learned; absent in a model that never learned it. */
  right?: boolean;
}

/** What a model was taught, and where that puts each intent among its sentence vectors. */
export interface Lessons {
  samples: Sample[];
  centroids: Record<string, number[]>;
}

/** What a model is made of. */
export interface Dataset {
  samples: Sample[];
  outOfScope: { text: string; heldOut: boolean }[];
}

/** Examples that an intent keeps for learning, in each language, before any is held out. */
const LEARNED_FIRST = 4;
/** Fewer held-out examples than this measure nothing; they are better learned from. */
const FEWEST_HELD_OUT = 10;
/** Sentences without an intent that share this much with an example of this knowledge do have one here. */
const SAME_SUBJECT = 0.6;

/** Splits the examples of all intents into those to learn from and those to measure with, always in the same way. */
export async function createDataset(intents: Iterable<Intent>, outOfScope: readonly string[]): Promise<Dataset> {
  const samples: Sample[] = [];
  for (const { id, examples } of intents) {
    const learned = { en: 0, zh: 0 };
    const last: Sample[] = [];
    for (const example of examples) {
      const text = withSamples(example);
      const sample = { text, intent: id, heldOut: isHeldOut(text) };
      if (!sample.heldOut) learned[languageOf(text)] += 1;
      else last.push(sample);
      samples.push(sample);
    }
    for (const sample of last) {
      const language = languageOf(sample.text);
      if (learned[language] >= LEARNED_FIRST) continue;
      sample.heldOut = false;
      learned[language] += 1;
    }
  }
  if (samples.filter(({ heldOut }) => heldOut).length < FEWEST_HELD_OUT) {
    for (const sample of samples) sample.heldOut = false;
  }
  return { samples, outOfScope: await withoutSubjects(outOfScope, samples) };
}

async function withoutSubjects(texts: readonly string[], samples: readonly Sample[]): Promise<Dataset["outOfScope"]> {
  const ranking = createRanking<number>();
  const said = new Set<string>();
  await inSlices(samples, ({ text }) => {
    const weights = new Map<string, number>();
    weigh(weights, terms(text), 1);
    ranking.add({ key: ranking.size, weights });
    said.add(normalise(text));
  });
  const kept: Dataset["outOfScope"] = [];
  await inSlices(texts, (text) => {
    const [nearest] = ranking.find(terms(text), 1);
    if (said.has(normalise(text)) || (nearest?.coverage ?? 0) >= SAME_SUBJECT) return;
    kept.push({ text, heldOut: isHeldOut(text) });
  });
  return kept;
}

/** Utterances that a model need not guess at, because they are its examples; not those that have two intents. */
export async function knownUtterances(samples: readonly Sample[]): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  const disputed = new Set<string>();
  await inSlices(samples, ({ text, intent }) => {
    const key = normalise(text);
    if ((known.get(key) ?? intent) !== intent) disputed.add(key);
    known.set(key, intent);
  });
  for (const key of disputed) known.delete(key);
  return known;
}
