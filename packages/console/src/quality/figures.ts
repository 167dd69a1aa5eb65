import { type ComparedFigure, figureOf, type QualityTargets, type Scorecard, type TeamMedians } from "@parley/protocol";
import { count, percent, waited } from "../language/format.ts";
import { targetOf } from "./targets.ts";
import { cardTexts } from "./texts.ts";

/** What figures are compared with. */
export interface Against {
  team?: TeamMedians | undefined;
  targets: QualityTargets;
}

/** The figures of a card, in the order in which they are shown. */
export const FIGURES = [
  "conversations",
  "messages",
  "firstResponse",
  "handling",
  "resolution",
  "resolved",
  "reopened",
  "transfers",
  "csat",
  "adherence",
  "quality",
] as const satisfies readonly ComparedFigure[];

/** A figure as people read it. */
export function written(name: ComparedFigure, value: number | undefined): string {
  if (value === undefined) return cardTexts().none;
  if (name === "firstResponse" || name === "handling" || name === "resolution") return waited(value);
  if (name === "csat") return value.toFixed(1);
  return name === "adherence" || name === "quality" ? percent(value) : count(Math.round(value * 10) / 10);
}

/** What belongs to a figure in small: how it is spread, of how many it is, and the middle of the team. */
export function beside(card: Scorecard, name: ComparedFigure, { team, targets }: Against): string {
  const texts = cardTexts();
  const [middle, target] = [team?.[name], targetOf(targets, name)];
  const both = [
    middle !== undefined && texts.middle(written(name, middle)),
    target !== undefined && texts.target(written(name, target)),
  ];
  return [spread(card, name), ...both].filter(Boolean).join(" · ");
}

function spread(card: Scorecard, name: ComparedFigure): string | undefined {
  const texts = cardTexts();
  if (figureOf(card, name) === undefined) return undefined;
  if (name === "csat") return texts.ratings(card.csat.count);
  if (name === "quality") return texts.reviewed(card.quality?.count ?? 0);
  if (name !== "firstResponse" && name !== "handling" && name !== "resolution") return undefined;
  return texts.within(waited(card[name].p90));
}
