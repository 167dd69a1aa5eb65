import { decide, mixed, type Mixture } from "../serving/classifier.ts";
import type { Calibration } from "../serving/parts.ts";
import { signalsOf } from "../serving/scope.ts";
import type { Judged } from "./judged.ts";
import { findMixture, findWeights, rightsOf, type UsualShares } from "./mixture.ts";
import { FEWEST, fitScope } from "./scope.ts";

/**
 * Finds temperatures and shares, and then the threshold, on messages that the model did not learn from, nor anything near them, and on harder
 * copies: once without sentence vectors, for an engine that has none, and once with them.
 */
export function calibrate(all: readonly Judged[], usual: UsualShares): Calibration {
  const judged = withoutNear(all);
  const rights = rightsOf(judged);
  const mixture = findMixture(rights, usual.network);
  const without = judged.map((one) => ({ ...one, scores: { ...one.scores, sentence: undefined } }));
  const calibration = { ...mixture, ...lineFor(without, mixture) };
  if (usual.sentence === undefined) return calibration;
  const sentence = findWeights(rights, mixture, usual.sentence);
  return { ...calibration, sentence: { ...sentence, ...lineFor(judged, { ...mixture, sentence }) } };
}

/** Near-duplicates of what was learned make a model too sure of itself; they do if there is little else. */
function withoutNear(judged: readonly Judged[]): readonly Judged[] {
  const others = judged.filter(({ near }) => !near);
  return others.filter(({ intent, copy }) => intent !== undefined && !copy).length < FEWEST ? judged : others;
}

function lineFor(judged: readonly Judged[], mixture: Mixture): Pick<Calibration, "threshold" | "scope"> {
  const signals = ({ labels, scores }: Judged) => signalsOf(mixed(scores, mixture), labels.length);
  const outOfScope = judged.filter(({ intent }) => intent === undefined);
  // Where nothing says what is out of scope, harder copies would only widen what is in it.
  const isUsed = ({ copy }: Judged) => !copy || outOfScope.length >= FEWEST;
  const inScope = judged.filter((one) => one.intent !== undefined && isUsed(one));
  const scope = fitScope(inScope.map(signals), outOfScope.map(signals));
  const line = { threshold: 0, ...(scope && { scope }) };
  const calibration = { ...mixture, ...line, ...(mixture.sentence && { sentence: { ...mixture.sentence, ...line } }) };
  const scoreOf = ({ labels, scores }: Judged) => decide(labels, scores, calibration).score;
  return { ...line, threshold: findThreshold(inScope.map(scoreOf), outOfScope.map(scoreOf)) };
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
  if (outOfScope.length < FEWEST) return quantile(USUALLY_REJECTED);
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
