import { fillBlanks, type Locale } from "@parley/protocol";
import { useId } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { language } from "../language/language.ts";
import { Field } from "../ui/Field.tsx";
import { Markdown } from "../ui/Markdown.tsx";
import { Segments } from "../ui/Select.tsx";
import { knowledgeWords } from "./words.ts";

type InBoth = Record<Locale, string>;

interface BilingualProps {
  labels: InBoth;
  value: InBoth;
  onChange: (value: InBoth) => void;
  maxLength: number;
}

/** A line in both languages, side by side. */
export function BilingualLine({ labels, value, onChange, maxLength }: BilingualProps) {
  const field = (locale: Locale) => (
    <Field
      label={labels[locale]}
      value={value[locale]}
      maxLength={maxLength}
      onInput={(text) => onChange({ ...value, [locale]: text })}
    />
  );
  return (
    <div class="pair">
      {field("en")}
      {field("zh-CN")}
    </div>
  );
}

/** Markdown in both languages, one at a time, with its preview beside it. */
export function BilingualText({
  labels,
  value,
  onChange,
  maxLength,
  rows,
  hint,
}: BilingualProps & { rows: number; hint?: string }) {
  const words = knowledgeWords();
  const locale = useSignal<Locale>(language.peek());
  const preview = useId();
  const text = value[locale.value];
  return (
    <div class="bilingual">
      <Segments<Locale>
        label={labels.en}
        value={locale.value}
        options={[
          { value: "en", label: value.en ? "English" : "English ·" },
          { value: "zh-CN", label: value["zh-CN"] ? "中文" : "中文 ·" },
        ]}
        onChange={(next) => {
          locale.value = next;
        }}
      />
      <div class="pair">
        <Field
          key={locale.value}
          label={labels[locale.value]}
          value={text}
          rows={rows}
          maxLength={maxLength}
          hint={hint}
          lang={locale.value}
          onInput={(next) => onChange({ ...value, [locale.value]: next })}
        />
        <div class="preview" role="group" aria-labelledby={preview}>
          <span id={preview} class="field-label">
            {words.preview}
          </span>
          <div class="bubble" lang={locale.value}>
            {text ? <Markdown text={fillBlanks(text, {})} /> : <span class="muted">{words.emptyPreview}</span>}
          </div>
        </div>
      </div>
    </div>
  );
}
