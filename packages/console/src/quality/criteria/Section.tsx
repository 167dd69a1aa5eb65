import { newId, type ReviewQuestion, type ReviewSection } from "@parley/protocol";
import { NumberField } from "../../settings/fields.tsx";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { optionsOf, Select, Switch } from "../../ui/Select.tsx";
import { criteriaTexts } from "./texts.ts";

const KINDS = ["yesno", "scale"] as const satisfies readonly ReviewQuestion["kind"][];

interface SectionProps {
  section: ReviewSection;
  place: number;
  error: (field: string) => string | undefined;
  onChange: (changed: Partial<ReviewSection>) => void;
  onRemove: () => void;
}

/** Questions that belong together. */
export function Section({ section: { name, questions }, place, error, onChange, onRemove }: SectionProps) {
  const texts = criteriaTexts();
  const asked = (): ReviewQuestion => ({ id: newId(), text: "", kind: "yesno", weight: 1 });
  return (
    <fieldset class="card stack" aria-label={name || texts.section(place)}>
      <Field
        label={texts.section(place)}
        value={name}
        maxLength={120}
        error={error("name")}
        onInput={(next) => onChange({ name: next })}
      />
      {questions.map((question, at) => (
        <Question
          key={question.id}
          question={question}
          place={at + 1}
          error={(field) => error(`questions.${at}.${field}`)}
          onChange={(changed) => onChange({ questions: questions.with(at, { ...question, ...changed }) })}
          onRemove={() => onChange({ questions: questions.toSpliced(at, 1) })}
        />
      ))}
      <div class="actions">
        <Button icon="plus" onClick={() => onChange({ questions: [...questions, asked()] })}>
          {texts.addQuestion}
        </Button>
        <Button tone="quiet" onClick={onRemove}>
          {texts.removeSection}
        </Button>
      </div>
    </fieldset>
  );
}

interface QuestionProps {
  question: ReviewQuestion;
  place: number;
  error: (field: string) => string | undefined;
  onChange: (changed: Partial<ReviewQuestion>) => void;
  onRemove: () => void;
}

function Question({
  question: { text, kind, weight, fatal = false },
  place,
  error,
  onChange,
  onRemove,
}: QuestionProps) {
  const texts = criteriaTexts();
  return (
    <fieldset class="criterion stack" aria-label={texts.question(place)}>
      <Field
        label={texts.question(place)}
        value={text}
        maxLength={300}
        error={error("text")}
        onInput={(next) => onChange({ text: next })}
      />
      <div class="columns">
        <Select
          label={texts.kind}
          value={kind}
          options={optionsOf(KINDS, texts.kinds)}
          onChange={(next) => onChange({ kind: next })}
        />
        <NumberField
          label={texts.weight}
          value={weight}
          error={error("weight")}
          onChange={(next = 0) => onChange({ weight: next })}
        />
      </div>
      <div class="actions">
        <Switch label={texts.fatal} on={fatal} onChange={(on) => onChange({ fatal: on })} />
        <Button tone="quiet" icon="trash" label={texts.removeQuestion(place)} onClick={onRemove} />
      </div>
    </fieldset>
  );
}
