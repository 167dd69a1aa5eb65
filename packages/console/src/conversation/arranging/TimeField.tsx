import { useId } from "preact/hooks";
import { fieldTime } from "./acts.ts";

interface TimeFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

/** A day and a time that are still to come. */
export function TimeField({ label, value, onInput }: TimeFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        required
        min={fieldTime(Date.now())}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
