import { type ComparedFigure, figureOf, type QualityTargets, type Scorecard } from "@parley/protocol";

const percent = (share: number | undefined) => (share === undefined ? undefined : share / 100);

/** What a figure should reach; nothing where there is no target. */
export function targetOf(targets: QualityTargets, name: ComparedFigure): number | undefined {
  const { firstResponseSeconds } = targets;
  if (name === "firstResponse") return firstResponseSeconds === undefined ? undefined : firstResponseSeconds * 1_000;
  if (name === "csat") return targets.csat;
  return name === "adherence" || name === "quality" ? percent(targets[name]) : undefined;
}

/** Whether a value misses the target of a figure. First words should be soon, the others high. */
export function fallsShort(value: number | undefined, targets: QualityTargets, name: ComparedFigure): boolean {
  const target = targetOf(targets, name);
  if (value === undefined || target === undefined) return false;
  return name === "firstResponse" ? value > target : value < target;
}

/** Whether a card misses the target of a figure. */
export const misses = (card: Scorecard, targets: QualityTargets, name: ComparedFigure): boolean =>
  fallsShort(figureOf(card, name), targets, name);
