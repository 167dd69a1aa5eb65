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
      surprise(chancesOf(rights, { temperature, share })),
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
  const costOf = ({ power, sharpness }: Weights) =>
    rights.reduce((sum, { scores, output }, at) => {
      const both = weighed(theirs[at] as Float32Array, scores.sentence ?? scores.linear, { power, sharpness });
      return sum + logarithmOfSum(both) - (both[output] as number);
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

function logarithmOfSum(values: Float32Array): number {
  const highest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return highest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - highest), 0));
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
  let low = Math.log(0.1);
  let high = Math.log(5);
  for (let round = 0; round < 14; round++) {
    const left = low + (high - low) / 3;
    const right = high - (high - low) / 3;
    if (cost(left) < cost(right)) high = right;
    else low = left;
  }
  const middle = (low + high) / 2;
  return { temperature: Math.exp(middle), cost: cost(middle) };
}

/** The probability of each message's right output. */
function chancesOf(rights: readonly Right[], mixture: Mixture): number[] {
  return rights.map(({ scores, output }) => mixed(scores, mixture)[output] ?? 0);
}

function surprise(chances: readonly number[]): number {
  return chances.reduce((sum, chance) => sum - Math.log(chance + 1e-9), 0);
}
