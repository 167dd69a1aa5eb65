import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "email" | "password" | "search";
  rows?: number;
  hint?: ComponentChildren;
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean | undefined;
  autocomplete?: "email" | "name" | "current-password" | "new-password" | "off";
  placeholder?: string | undefined;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  mono?: boolean;
  lang?: string;
}

/** A labelled input, or text area with `rows`; hint and error are read with it. */
export function Field(props: FieldProps) {
  const id = useId();
  const { label, hint, error, rows } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows ? <Area {...props} id={id} /> : <Line {...props} id={id} />}
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div class="error" id={`${id}-error`} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}

function describedBy(id: string, { hint, error }: FieldProps): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

function Line(props: FieldProps & { id: string }) {
  const { id, value, onInput, type = "text", error, autocomplete = "off" } = props;
  // The typings know only types that are written out.
  const kind = { type } as { type: "text" };
  return (
    <input
      id={id}
      class={props.mono ? "mono" : undefined}
      {...kind}
      value={value}
      required={props.required}
      disabled={props.disabled}
      autocomplete={autocomplete}
      placeholder={props.placeholder}
      minLength={props.minLength}
      maxLength={props.maxLength}
      pattern={props.pattern}
      aria-invalid={error ? true : undefined}
      aria-describedby={describedBy(id, props)}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}

function Area(props: FieldProps & { id: string }) {
  const { id, value, onInput, rows, error } = props;
  return (
    <textarea
      id={id}
      class={props.mono ? "mono" : undefined}
      rows={rows}
      value={value}
      lang={props.lang}
      required={props.required}
      disabled={props.disabled}
      placeholder={props.placeholder}
      maxLength={props.maxLength}
      aria-invalid={error ? true : undefined}
      aria-describedby={describedBy(id, props)}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
