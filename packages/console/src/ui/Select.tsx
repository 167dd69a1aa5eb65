import { useId } from "preact/hooks";

interface Option<T extends string> {
  value: T;
  label: string;
}

/** Values as options, each by its name. */
export const optionsOf = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) =>
  values.map((value): Option<T> => ({ value, label: names[value] }));

interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => unknown;
  disabled?: boolean | undefined;
  /** The label is said, not shown. */
  bare?: boolean;
}

/** A labelled choice of one. */
export function Select<T extends string>({ label, value, options, onChange, disabled, bare }: SelectProps<T>) {
  const id = useId();
  const chosen = (picked: string) => options.find((option) => option.value === picked)?.value;
  return (
    <div class={bare ? "field bare" : "field"}>
      <label for={id} class={bare ? "said" : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const next = chosen(event.currentTarget.value);
          if (next !== undefined) void onChange(next);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A few choices side by side, of which one is on. */
export function Segments<T extends string>({ label, value, options, onChange }: SelectProps<T>) {
  const name = useId();
  return (
    <fieldset class="segments">
      <legend class="said">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => void onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A switch that is on or off. */
export function Switch({
  label,
  on,
  onChange,
  hint,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => unknown;
  hint?: string;
}) {
  const id = useId();
  return (
    <div class="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => void onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
