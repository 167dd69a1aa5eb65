import type { SurveyQuestion } from "@parley/protocol";
import { Button } from "../../ui/Button.tsx";
import { optionsOf, Select } from "../../ui/Select.tsx";
import { InEach } from "../fields.tsx";
import { asKind, KINDS, withOption } from "./made.ts";
import { surveyTexts } from "./texts.ts";

/** Most choices of a question, and the fewest. */
const [MOST, FEWEST] = [20, 2];

interface QuestionProps {
  question: SurveyQuestion;
  /** Its place, from 0. */
  at: number;
  isSaved: boolean;
  /** What is wrong with it, or a field of it: `.text`. */
  error: (field: string) => string | undefined;
  onChange: (question: SurveyQuestion) => void;
  onUp: (() => void) | false;
  onDown: (() => void) | false;
  onRemove: (() => void) | false;
}

/** One question: its kind, its words, and what can be chosen. */
export function Question({ question, at, isSaved, error, onChange, onUp, onDown, onRemove }: QuestionProps) {
  const texts = surveyTexts();
  const { kind, text } = question;
  const place = at + 1;
  return (
    <fieldset class="settings-asked stack" aria-label={texts.question(place)}>
      <div class="row-field">
        <Select
          label={`${texts.question(place)} · ${texts.kind}`}
          value={kind}
          disabled={isSaved}
          options={optionsOf(KINDS, texts.kinds)}
          onChange={(next) => onChange(asKind(question, next))}
        />
        <div class="actions">
          <Button icon="up" tone="quiet" label={texts.up(place)} disabled={!onUp} onClick={onUp || undefined} />
          <Button icon="down" tone="quiet" label={texts.down(place)} disabled={!onDown} onClick={onDown || undefined} />
          <Button
            icon="trash"
            tone="quiet"
            label={texts.removeQuestion(place)}
            disabled={!onRemove}
            onClick={onRemove || undefined}
          />
        </div>
      </div>
      {isSaved && <p class="hint">{texts.kindHint}</p>}
      <InEach
        label={texts.text}
        value={text}
        error={error(".text") ?? (kind === "choice" ? undefined : error(""))}
        onChange={(said) => onChange({ ...question, text: { ...text, ...said } })}
      />
      {kind === "choice" && <Options question={question} error={error} onChange={onChange} />}
    </fieldset>
  );
}

/** What can be chosen. */
function Options({ question, error, onChange }: Pick<QuestionProps, "question" | "error" | "onChange">) {
  const texts = surveyTexts();
  const { options = [] } = question;
  const set = (next: NonNullable<SurveyQuestion["options"]>) => onChange({ ...question, options: next });
  return (
    <>
      {options.map(({ id, text }, at) => (
        <div key={id} class="survey-option">
          <InEach
            label={texts.option(at + 1)}
            value={text}
            error={error(`.options.${at}`)}
            onChange={(said) => set(options.with(at, { id, text: { ...text, ...said } }))}
          />
          <Button
            icon="trash"
            tone="quiet"
            label={texts.removeOption(at + 1)}
            disabled={options.length <= FEWEST}
            onClick={() => set(options.toSpliced(at, 1))}
          />
        </div>
      ))}
      {options.length < MOST && (
        <div class="actions">
          <Button icon="plus" tone="quiet" onClick={() => set(withOption(question))}>
            {texts.addOption}
          </Button>
        </div>
      )}
    </>
  );
}
