import type { Content, Form, FormProblem } from "@parley/protocol";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatMessage } from "../../client/messages.ts";
import type { FieldTexts } from "../../texts/asking.ts";
import type { RichTexts } from "../../texts/rich/rich-texts.ts";
import { AskedField } from "../AskedField.tsx";
import { problemOf } from "../asked.ts";
import { askingStyles } from "../styles/asking.ts";
import type { Ui } from "../ui.ts";
import { useValue } from "../use-value.ts";
import { DoneIcon } from "./icons.tsx";

interface FormProps {
  ui: Ui;
  /** Of its message. */
  id: string;
  form: Form;
  words: RichTexts;
}

type Problems = Readonly<Record<string, string>>;

/** A form that is filled in where it stands, once; then it shows what was sent. */
export function FormInThread({ ui, id, form, words }: FormProps): VNode {
  const { chat, addStyles } = ui;
  const { asking: texts } = words;
  const element = useRef<HTMLFormElement>(null);
  const [said, setSaid] = useState<Record<string, string>>({});
  const [problems, setProblems] = useState<Problems>({});
  const messages = useValue(chat.messages);
  const answer = messages.find(({ content }) => content.type === "filled" && content.form.id === id);
  const refused = answer?.delivery.status === "failed" ? answer.delivery.error : undefined;

  useLayoutEffect(() => addStyles(askingStyles), []);
  useLayoutEffect(() => {
    element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);
  useEffect(() => {
    const { reason, fields = [] } = (refused?.details ?? {}) as { reason?: string; fields?: FormProblem[] };
    if (!answer || !reason) return;
    // What can be put right is put right here.
    chat.discard(answer.id);
    setProblems(reason === "fields" ? problemsFrom(fields, texts) : { "": words.already ?? texts.failed });
  }, [refused]);

  if (answer && !refused) return <Filled form={form} answer={answer} texts={texts} sent={words.sent} />;
  const send = () => {
    const found = form.fields.map((asked) => [asked.field, problemOf(asked, said[asked.field] ?? "", texts)] as const);
    const wrong = found.filter(([, problem]) => problem);
    setProblems(Object.fromEntries(wrong));
    const fields = form.fields.flatMap(({ field }) => {
      const value = said[field]?.trim();
      return value ? [{ field, value }] : [];
    });
    if (wrong[0] ?? !fields[0]) return;
    chat.say({ type: "filled", text: inWords(form, fields, texts), form: { id, fields } });
  };
  return (
    <form
      class="asking form"
      ref={element}
      noValidate
      aria-label={form.title}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <b dir="auto">{form.title}</b>
      {form.fields.map((asked) => (
        <AskedField
          key={asked.field}
          asked={asked}
          texts={texts}
          within={id}
          value={said[asked.field] ?? ""}
          problem={problems[asked.field]}
          onChange={(value) => setSaid({ ...said, [asked.field]: value })}
        />
      ))}
      <div role="alert">{problems[""] && <span class="problem">{problems[""]}</span>}</div>
      <button class="primary">{form.submit ?? words.submit}</button>
    </form>
  );
}

interface FilledProps {
  form: Form;
  answer: ChatMessage;
  texts: FieldTexts;
  sent: string;
}

function Filled({ form, answer: { content, seq }, texts, sent }: FilledProps): VNode {
  const { fields } = (content as Extract<Content, { type: "filled" }>).form;
  return (
    <div class="asking form" role="group" aria-label={form.title}>
      <b dir="auto">{form.title}</b>
      <dl>
        {form.fields.map((asked) => {
          const value = fields.find(({ field }) => field === asked.field)?.value;
          const words = asked.choices?.find((choice) => choice.value === value)?.label ?? value;
          return (
            <div>
              <dt dir="auto">{labelOf(asked, texts)}</dt>
              <dd dir="auto">{words ?? "–"}</dd>
            </div>
          );
        })}
      </dl>
      {seq !== undefined && (
        <p class="footer">
          <DoneIcon /> {sent}
        </p>
      )}
    </div>
  );
}

const labelOf = ({ field, label }: Form["fields"][number], texts: FieldTexts): string =>
  label ?? (texts as unknown as Record<string, string>)[field] ?? field;

/** As it stands in the thread until the engine has put it into its own words. */
function inWords({ fields }: Form, said: readonly { field: string; value: string }[], texts: FieldTexts): string {
  return fields
    .flatMap((asked) => {
      const value = said.find(({ field }) => field === asked.field)?.value;
      const words = asked.choices?.find((choice) => choice.value === value)?.label ?? value;
      return words === undefined ? [] : [labelOf(asked, texts) + texts.colon + words];
    })
    .join("\n");
}

/** What the engine has not taken, in the panel's language. */
function problemsFrom(fields: readonly FormProblem[], texts: FieldTexts): Problems {
  const words: Partial<Record<FormProblem["code"], string>> = {
    missing: texts.missing,
    tooLong: texts.long,
    email: texts.noEmail,
    phone: texts.noPhone,
  };
  return Object.fromEntries(fields.map(({ field, code }) => [field, words[code] ?? texts.refused]));
}
