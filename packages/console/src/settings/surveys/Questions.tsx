import type { SurveyQuestion } from "@parley/protocol";
import { Button } from "../../ui/Button.tsx";
import { newQuestion } from "./made.ts";
import { Question } from "./Question.tsx";
import { surveyTexts } from "./texts.ts";

/** Most that a survey asks. */
const MOST = 10;

interface QuestionsProps {
  questions: readonly SurveyQuestion[];
  /** Those that were saved. */
  saved: readonly SurveyQuestion[];
  error: (field: string) => string | undefined;
  onChange: (questions: SurveyQuestion[]) => void;
}

/** What is asked, in this order. */
export function Questions({ questions, saved, error, onChange }: QuestionsProps) {
  const texts = surveyTexts();
  /** Has it one place further up or down. */
  const move = (from: number, by: number) =>
    onChange(questions.toSpliced(from, 1).toSpliced(from + by, 0, ...questions.slice(from, from + 1)));
  return (
    <fieldset class="card stack">
      <legend>{texts.questions}</legend>
      {questions.map((question, at) => (
        <Question
          key={question.id}
          question={question}
          at={at}
          isSaved={saved.some(({ id }) => id === question.id)}
          error={(field) => error(`questions.${at}${field}`)}
          onChange={(changed) => onChange(questions.with(at, changed))}
          onUp={at > 0 && (() => move(at, -1))}
          onDown={at + 1 < questions.length && (() => move(at, 1))}
          onRemove={questions.length > 1 && (() => onChange(questions.toSpliced(at, 1)))}
        />
      ))}
      {questions.length < MOST && (
        <div class="actions">
          <Button icon="plus" onClick={() => onChange([...questions, newQuestion("nps")])}>
            {texts.add}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
