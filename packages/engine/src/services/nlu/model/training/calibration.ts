import { decide, mixed, type Scores } from "../serving/classifier.ts";
import type { Calibration } from "../serving/parts.ts";

/** A message that the model which scored it did not learn from, and the intent that is right; none if out of scope. */
export interface Judged {
  text: string;
  intent: string | undefined;
  labels: readonly string[];
  scores: Scores;
}

/**
 * Finds temperature and share, and then the threshold, on messages that the model did not learn from. `usualShare`: the share that
 * models like this one usually have.
 */
export function calibrate(judged: readonly Judged[], usualShare: number): Calibration {
  const mixture = findMixture(judged, usualShare);
  const scoreOf = ({ labels, scores }: Judged) => decide(labels, scores, { ...mixture, threshold: 0 }).score;
  const inScope = judged.filter(({ intent }) => intent !== undefined).map(scoreOf);
  const outOfScope = judged.filter(({ intent }) => intent === undefined).map(scoreOf);
  return { ...mixture, threshold: findThreshold(inScope, outOfScope) };
}

/** Where temperatures usually end up, and how many messages it takes to outweigh that. */
const USUAL_TEMPERATURE = 0.35;
const PRIOR_WEIGHT = 20;
const SHARES = [0.3, 0.5, 0.7, 0.9];

/**
 * Finds the temperature (Guo et al. 2017) and the network's share at which the probabilities of held-out messages'
 * right outputs are highest: of the messages answered with confidence 0.8, about 80 % are then right. Few messages
 * move them little.
 */
function findMixture(judged: readonly Judged[], usualShare: number): { temperature: number; share: number } {
  const rights = judged.flatMap(({ intent, labels, scores }) => {
    const output = intent === undefined ? -1 : labels.indexOf(intent);
    return output < 0 ? [] : [{ scores, output }];
  });
  const candidates = SHARES.map((share) => {
    const { temperature, cost } = findTemperature(rights, share);
    return { share, temperature, cost: cost + PRIOR_WEIGHT * (share - usualShare) ** 2 };
  });
  const [best] = candidates.sort((a, b) => a.cost - b.cost);
  return { temperature: best?.temperature ?? USUAL_TEMPERATURE, share: best?.share ?? usualShare };
}

interface Right {
  scores: Scores;
  output: number;
}

function findTemperature(judged: readonly Right[], share: number): { temperature: number; cost: number } {
  const cost = (logarithm: number) =>
    surprise(judged, { temperature: Math.exp(logarithm), share }) +
    PRIOR_WEIGHT * (logarithm - Math.log(USUAL_TEMPERATURE)) ** 2;
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

function surprise(judged: readonly Right[], mixture: { temperature: number; share: number }): number {
  return judged.reduce((sum, { scores, output }) => sum - Math.log((mixed(scores, mixture)[output] ?? 0) + 1e-9), 0);
}

const MOST_REJECTED = 0.1;
const USUALLY_REJECTED = 0.05;

/**
 * The in-scope score below which no intent fits. With examples of out-of-scope messages it is the one that tells the
 * two kinds apart best (each kind counted alike), but rejects at most a tenth of what is in scope; without, the one
 * that rejects one in twenty held-out messages.
 */
export function findThreshold(inScope: readonly number[], outOfScope: readonly number[]): number {
  const sorted = [...inScope].sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
  if (outOfScope.length < 20) return quantile(USUALLY_REJECTED);
  const highest = quantile(MOST_REJECTED);
  let best = { threshold: 0, gain: Number.NEGATIVE_INFINITY };
  for (const threshold of [...sorted, ...outOfScope].filter((score) => score <= highest)) {
    const kept = inScope.filter((score) => score >= threshold).length / inScope.length;
    const rejected = outOfScope.filter((score) => score < threshold).length / outOfScope.length;
    if (kept + rejected > best.gain) best = { threshold, gain: kept + rejected };
  }
  return best.threshold;
}

/** The area under the ROC curve: the chance that a random `high` exceeds a random `low`, ties counted half. */
export function areaUnderRoc(high: readonly number[], low: readonly number[]): number {
  const all = [...high.map((value) => ({ value, high: true })), ...low.map((value) => ({ value, high: false }))];
  all.sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const rank = (from + 1 + to) / 2;
    ranks += rank * all.slice(from, to).filter((entry) => entry.high).length;
    from = to;
  }
  return (ranks - (high.length * (high.length + 1)) / 2) / (high.length * low.length);
}
