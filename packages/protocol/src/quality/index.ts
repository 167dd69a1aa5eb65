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
