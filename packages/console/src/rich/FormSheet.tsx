import type { FormField } from "@parley/protocol";
import { useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";
import type { SheetProps } from "./CardSheet.tsx";
import { SheetDialog } from "./SheetDialog.tsx";
import { richTexts } from "./texts.ts";

type Kind = FormField["kind"];
interface Question {
  label: string;
  kind: Kind;
  options: string;
  required: boolean;
}

const KINDS = ["text", "email", "phone", "choice"] as const;
const MOST = 10;
const EMPTY: Question = { label: "", kind: "text", options: "", required: false };

const optionsIn = ({ options }: Question) => [
  ...new Set(
    options
      .split("\n")
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
const isWhole = (question: Question) =>
  question.label.trim() !== "" && (question.kind !== "choice" || optionsIn(question).length > 0);

/** As it is sent: the first e-mail address and phone number are taken as the visitor's own, all else is for the message. */
function fieldsOf(questions: readonly Question[]): FormField[] {
  const first = (kind: Kind, index: number) => questions.findIndex((one) => one.kind === kind) === index;
  return questions.map((question, index) => {
    const { label, kind, required } = question;
    const own = (kind === "email" || kind === "phone") && first(kind, index);
    const choices = optionsIn(question).map((one) => ({ label: one, value: one }));
    return {
      field: own ? kind : `question-${index + 1}`,
      kind,
      label: label.trim(),
      ...(kind === "choice" && { choices }),
      ...(required && { required: true as const }),
    };
  });
}

/** Where a form is written, question by question. */
export function FormSheet({ send, close }: SheetProps) {
  const texts = richTexts();
  const [title, setTitle] = useState("");
  const [questions, setQuestions] = useState<readonly Question[]>([EMPTY]);
  const change = (index: number, more: Partial<Question>) =>
    setQuestions(questions.map((one, at) => (at === index ? { ...one, ...more } : one)));
  const ready = title.trim() !== "" && questions.every(isWhole);
  const submit = () => {
    const form = { title: title.trim(), fields: fieldsOf(questions) };
    send({ type: "form", text: form.title, form });
  };
  return (
    <SheetDialog title={texts.form} ready={ready} submit={submit} close={close}>
      <Field label={texts.title} value={title} onInput={setTitle} required maxLength={200} />
      {questions.map((question, index) => (
        <fieldset class="rich-question" key={index}>
          <legend>
            {texts.question} {index + 1}
          </legend>
          <Field
            label={texts.question}
            value={question.label}
            onInput={(label) => change(index, { label })}
            required
            maxLength={100}
          />
          <Select<Kind>
            label={texts.kind}
            value={question.kind}
            options={KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
            onChange={(kind) => change(index, { kind })}
          />
          {question.kind === "choice" && (
            <Field
              label={texts.options}
              value={question.options}
              onInput={(options) => change(index, { options })}
              rows={3}
            />
          )}
          <div class="rich-pair">
            <label class="check">
              <input
                type="checkbox"
                checked={question.required}
                onChange={({ currentTarget }) => change(index, { required: currentTarget.checked })}
              />
              {texts.required}
            </label>
            {questions.length > 1 && (
              <Button small tone="quiet" onClick={() => setQuestions(questions.filter((_, at) => at !== index))}>
                {texts.remove}
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      {questions.length < MOST && (
        <Button small icon="plus" onClick={() => setQuestions([...questions, EMPTY])}>
          {texts.more}
        </Button>
      )}
    </SheetDialog>
  );
}
