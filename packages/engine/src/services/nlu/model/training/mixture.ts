import { logarithms, mixed, weighed, type Mixture, type Scores, type Weights } from "../serving/classifier.ts";
import type { Judged } from "./judged.ts";

/** The shares that models like this one usually have: the network's beside the linear part, the sentence vectors' of the whole, if it reads them. */
export interface UsualShares {
  network: number;
  sentence?: number | undefined;
}

/** Where temperatures usually end up, and how many messages it takes to outweigh that. */
const USUAL_TEMPERATURE = { whole: 0.35, sentence: 0.7 };
const PRIOR_WEIGHT = 20;
/** Golden-section search: each probe but the first is used twice. It ends when the logarithm of the temperature is this well known. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const PRECISION = 0.01;
const SHARES = [0.3, 0.5, 0.7, 0.9];
const SENTENCE_SHARES = [0.1, 0.3, 0.5, 0.7, 0.85];

/**
 * Finds the temperature (Guo et al. 2017) and the network's share at which the probabilities of held-out messages'
 * right outputs are highest: of the messages answered with confidence 0.8, about 80 % are then right. Few messages
 * move them little.
 */
export function findMixture(rights: readonly Right[], usualShare: number): { temperature: number; share: number } {
  const candidates = SHARES.map((share) => {
    const { temperature, cost } = findTemperature(USUAL_TEMPERATURE.whole, (temperature) =>
      surprise(rights, { temperature, share }),
    );
    return { share, temperature, cost: cost + PRIOR_WEIGHT * (share - usualShare) ** 2 };
  });
  const [best] = candidates.sort((a, b) => a.cost - b.cost);
  return { temperature: best?.temperature ?? USUAL_TEMPERATURE.whole, share: best?.share ?? usualShare };
}

/**
 * Finds the temperature of the part that reads sentence vectors, by itself, then its share beside the others and the temperature
 * of the whole.
 */
export function findWeights(rights: readonly Right[], others: Mixture, usualShare: number) {
  // What the others say stays as it is, and is calculated once.
  const theirs = rights.map(({ scores }) => logarithms(mixed({ ...scores, sentence: undefined }, others)));
  const costOf = (weights: Weights) =>
    rights.reduce((sum, { scores, output }, at) => {
      const both = weighed(theirs[at] as Float32Array, scores.sentence ?? scores.linear, weights);
      return sum - Math.log(chanceOf(both, 1, output) + Number.MIN_VALUE);
    }, 0);
  const own = findTemperature(USUAL_TEMPERATURE.sentence, (temperature) =>
    costOf({ power: 0, sharpness: 1 / temperature }),
  );
  const candidates = SENTENCE_SHARES.map((share) => {
    const weights = (temperature: number) => ({
      power: (1 - share) / temperature,
      sharpness: share / (own.temperature * temperature),
    });
    const { temperature, cost } = findTemperature(1, (temperature) => costOf(weights(temperature)));
    return { weights: weights(temperature), cost: cost + PRIOR_WEIGHT * (share - usualShare) ** 2 };
  });
  const [best] = candidates.sort((a, b) => a.cost - b.cost);
  return best?.weights ?? { power: 1 - usualShare, sharpness: usualShare / own.temperature };
}

/** What the parts make of a message, and the output that is right. */
export interface Right {
  scores: Scores;
  output: number;
}

/** The messages whose right output the model has. */
export function rightsOf(judged: readonly Judged[]): Right[] {
  return judged.flatMap(({ intent, labels, scores }) => {
    const output = intent === undefined ? -1 : labels.indexOf(intent);
    return output < 0 ? [] : [{ scores, output }];
  });
}

function findTemperature(usual: number, costOf: (temperature: number) => number) {
  const cost = (logarithm: number) => costOf(Math.exp(logarithm)) + PRIOR_WEIGHT * (logarithm - Math.log(usual)) ** 2;
  let [low, high] = [Math.log(0.1), Math.log(5)];
  const probe = (logarithm: number) => ({ logarithm, cost: cost(logarithm) });
  let left = probe(high - GOLDEN * (high - low));
  let right = probe(low + GOLDEN * (high - low));
  while (high - low > PRECISION) {
    if (left.cost < right.cost) {
      [high, right] = [right.logarithm, left];
      left = probe(high - GOLDEN * (high - low));
    } else {
      [low, left] = [left.logarithm, right];
      right = probe(low + GOLDEN * (high - low));
    }
  }
  const best = left.cost < right.cost ? left : right;
  return { temperature: Math.exp(best.logarithm), cost: best.cost };
}

/** How little the probabilities of the messages' right outputs would be expected. */
function surprise(rights: readonly Right[], { temperature, share }: Mixture): number {
  return rights.reduce((sum, { scores: { linear, network, familiarity }, output }) => {
    const sharpness = familiarity / temperature;
    const chance = (1 - share) * chanceOf(linear, sharpness, output) + share * chanceOf(network, sharpness, output);
    return sum - Math.log(chance + 1e-9);
  }, 0);
}

/** The probability of one output by its part's scores: softmax, of which nothing else is calculated. */
function chanceOf(scores: Float32Array, sharpness: number, output: number): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) if ((scores[at] as number) > highest) highest = scores[at] as number;
  let total = 0;
  for (let at = 0; at < scores.length; at++) total += Math.exp(((scores[at] as number) - highest) * sharpness);
  return Math.exp(((scores[output] as number) - highest) * sharpness) / total;
}
