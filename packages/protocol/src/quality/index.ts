export { figureOf, keptShare } from "./compared.ts";
export {
  Adherence,
  COMPARED,
  type Compared as ComparedFigure,
  Figures,
  SaidOfAgent,
  Scorecard,
  Scorecards,
  TeamMedians,
} from "./scorecard.ts";
export { answers as answersQuestion, questionsOf, scoreOf, unanswered as unansweredOf, worthOf } from "./score.ts";
export * from "./review.ts";
export * from "./settings.ts";
