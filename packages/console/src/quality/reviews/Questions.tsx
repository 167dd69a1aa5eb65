import {
  answersQuestion,
  type ReviewAnswer,
  type ReviewAnswers,
  type ReviewQuestion,
  type ReviewSection,
  scoreOf,
  unansweredOf,
} from "@parley/protocol";
import { percent } from "../../language/format.ts";
import { Badge } from "../../ui/parts.tsx";
import { Segments } from "../../ui/Select.tsx";
import { reviewTexts } from "./texts.ts";

interface QuestionsProps {
  sections: readonly ReviewSection[];
  answers: ReviewAnswers;
  onChange: (answers: ReviewAnswers) => void;
}

/** All that is asked, with what it comes to so far. */
export function Questions({ sections, answers, onChange }: QuestionsProps) {
  const texts = reviewTexts();
  const score = scoreOf(sections, answers);
  return (
    <>
      {sections.map(({ id, name, questions }) => (
        <section key={id}>
          <h3>{name}</h3>
          {questions.map((question) => (
            <Question
              key={question.id}
              question={question}
              value={answers[question.id]}
              onChange={(answer) => onChange({ ...answers, [question.id]: answer })}
            />
          ))}
        </section>
      ))}
      <p role="status">
        {texts.score}: <b>{score ? written(score) : texts.none}</b>
      </p>
    </>
  );
}

/** Whether every question is answered, and something of it counts. */
export const isWhole = (sections: readonly ReviewSection[], answers: ReviewAnswers): boolean =>
  unansweredOf(sections, answers).length === 0 && scoreOf(sections, answers) !== undefined;

/** What a review came to, in words. */
export const written = ({ score, failed }: { score: number; failed: boolean }): string =>
  failed ? reviewTexts().failed : percent(score);

interface QuestionProps {
  question: ReviewQuestion;
  value: ReviewAnswer | undefined;
  onChange: (answer: ReviewAnswer) => void;
}

const SCALE = ["1", "2", "3", "4", "5"];
const YES_OR_NO = ["yes", "no"];

function Question({ question, value, onChange }: QuestionProps) {
  const texts = reviewTexts();
  const { text, kind, fatal } = question;
  const given = [...(kind === "scale" ? SCALE : YES_OR_NO), "na"];
  return (
    <div class="question">
      <p aria-hidden="true">
        {text} {fatal && <Badge tone="warn">{texts.fatal}</Badge>}
      </p>
      <Segments
        label={fatal ? `${text} (${texts.fatal})` : text}
        value={value === undefined ? "" : `${value}`}
        options={given.map((one) => ({ value: one, label: answered(one) }))}
        onChange={(picked) => {
          const answer = kind === "scale" && picked !== "na" ? Number(picked) : (picked as ReviewAnswer);
          if (answersQuestion(question, answer)) onChange(answer);
        }}
      />
    </div>
  );
}

/** An answer in words. */
export function answered(answer: string | number | undefined): string {
  const { yesno, none } = reviewTexts();
  if (answer === undefined) return none;
  return answer === "yes" || answer === "no" || answer === "na" ? yesno[answer] : `${answer}`;
}
