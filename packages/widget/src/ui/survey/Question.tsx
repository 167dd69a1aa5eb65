import type { VNode } from "preact";
import type { SurveyField } from "./asked.ts";

interface QuestionProps {
  question: SurveyField;
  /** What tells it from the same question in another message. */
  within: string;
  /** What the least and the most of a scale mean. */
  ends: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

/** One of what is asked: a scale, some to choose of, or words. */
export function Question({ question, within, ends, value, onChange }: QuestionProps): VNode {
  const { id, kind, text, options } = question;
  if (kind === "text")
    return (
      <label>
        <span dir="auto">{text}</span>
        <textarea
          rows={3}
          maxLength={2000}
          dir="auto"
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
    );
  const isScale = kind !== "choice";
  const told = `${within}-${id}-ends`;
  return (
    <fieldset {...(isScale && { "aria-describedby": told })}>
      <legend dir="auto">{text}</legend>
      <div class={isScale ? "scale" : ""}>
        {options.map((option) => (
          <label class={isScale ? "" : "row"}>
            <input
              type="radio"
              name={`${within}-${id}`}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span dir="auto">{option.label}</span>
          </label>
        ))}
      </div>
      {isScale && (
        <p class="ends" id={told} dir="auto">
          {ends}
        </p>
      )}
    </fieldset>
  );
}
