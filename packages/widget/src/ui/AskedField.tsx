import type { Asked } from "@parley/protocol";
import type { VNode } from "preact";
import type { FieldTexts } from "../texts/asking.ts";

interface AskedFieldProps {
  asked: Asked;
  texts: FieldTexts;
  value: string;
  problem: string | undefined;
  onChange: (words: string) => void;
  /** What tells it from the same in other forms. */
  within?: string;
}

/** The keyboard of a touch screen. */
const MODES = { email: "email", phone: "tel", text: "text" } as const;
/** As browsers fill them in by themselves. */
const COMPLETE: Readonly<Record<string, string>> = { name: "name", email: "email", phone: "tel" };

/** One of what is asked, with what is wrong with its answer. */
export function AskedField({ asked, texts, value, problem, onChange, within = "asked" }: AskedFieldProps): VNode {
  const { field, kind, label, choices = [], required } = asked;
  const id = `${within}-${field}`;
  const common = {
    value,
    required: !!required,
    "aria-invalid": !!problem,
    "aria-describedby": id,
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return (
    <div>
      <label>
        <span dir="auto">{label ?? (texts as unknown as Record<string, string>)[field]}</span>
        {!required && <small> ({texts.optional})</small>}
        {kind === "choice" ? (
          <select {...common}>
            <option value="">{texts.pick}</option>
            {choices.map(({ label, value }) => (
              <option value={value}>{label}</option>
            ))}
          </select>
        ) : (
          <input
            {...common}
            inputMode={MODES[kind]}
            spellcheck={kind === "text"}
            dir={kind === "text" ? "auto" : "ltr"}
            autoComplete={COMPLETE[field] ?? "off"}
          />
        )}
      </label>
      <span class="problem" id={id}>
        {problem}
      </span>
    </div>
  );
}
