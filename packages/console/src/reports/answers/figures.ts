import type { Survey, SurveyQuestion, SurveyResults, SurveyStanding } from "@parley/protocol";

export interface ResultsProps {
  survey: Survey;
  results: SurveyResults;
}

/** What an answer may be, in the order in which it is shown. */
const NUMBERS = { nps: [0, 10], score: [1, 5], ces: [1, 7] } as const;
type Scale = keyof typeof NUMBERS;

export const isScale = (kind: SurveyQuestion["kind"]): kind is Scale => kind in NUMBERS;

/** The figure that tells how a question was answered: from -100 to 100 of NPS, signed as those are, else the mean. Pure. */
export function figureOf({ nps, average }: SurveyStanding): string | undefined {
  if (nps !== undefined) return nps > 0 ? `+${nps}` : String(nps);
  return average?.toFixed(1);
}

/** How often each answer was given: all of a scale, also what nobody gave; of a choice those that there are, then those that were. Pure. */
export function givenOf({ kind, options = [] }: SurveyQuestion, { given }: SurveyStanding) {
  const keys = isScale(kind) ? scaleOf(kind) : options.map(({ id }) => id);
  const gone = Object.keys(given).filter((key) => !keys.includes(key));
  return [...keys, ...gone].map((key) => ({ key, count: given[key] ?? 0 }));
}

/** Best first. */
function scaleOf(kind: Scale): string[] {
  const [least, most] = NUMBERS[kind];
  return Array.from({ length: most - least + 1 }, (_, at) => String(most - at));
}

/** What was asked, where it still is. */
export const questionOf = ({ questions }: Survey, question: string) => questions.find(({ id }) => id === question);
