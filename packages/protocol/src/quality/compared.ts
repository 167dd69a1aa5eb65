import type { Compared, Scorecard } from "./scorecard.ts";

const half = ({ p50, count }: Scorecard["firstResponse"]) => (count > 0 ? p50 : undefined);
const mean = (rated: Scorecard["quality"]) => (rated && rated.count > 0 ? rated.average : undefined);

/** The share of their shifts for which they were available; nothing without shifts. */
export const keptShare = ({ adherence }: Scorecard): number | undefined =>
  adherence?.scheduled ? (adherence.kept ?? 0) / adherence.scheduled : undefined;

/** What a card says of a figure, as one number; nothing where there is none. Pure. */
export function figureOf(card: Scorecard, name: Compared): number | undefined {
  switch (name) {
    case "firstResponse":
    case "handling":
    case "resolution":
      return half(card[name]);
    case "csat":
    case "quality":
      return mean(card[name]);
    case "adherence":
      return keptShare(card);
    default:
      return card[name];
  }
}
