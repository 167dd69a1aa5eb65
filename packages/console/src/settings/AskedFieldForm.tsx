import type { AskedField } from "@parley/protocol";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { optionsOf, Select, Switch } from "../ui/Select.tsx";
import { InEach, ListInEach } from "./fields.tsx";
import { settingsWords } from "./words.ts";

const KINDS = ["text", "email", "phone", "choice"] as const;
const OWN = "attributes.";

/** What every contact has. */
export type Known = "name" | "email" | "phone";

interface AskedFieldProps {
  value: AskedField;
  /** Of name, e-mail and phone those that nothing else asks for. */
  known: readonly Known[];
  onChange: (value: AskedField) => void;
  onUp: (() => void) | false;
  onDown: (() => void) | false;
  onRemove: () => void;
  error: (field: string) => string | undefined;
}

/** One thing that is asked: something every contact has, or an attribute with a question of one's own. */
export function AskedFieldForm({ value, known, onChange, error, ...moves }: AskedFieldProps) {
  const words = settingsWords();
  const { field, kind = "text", required = false } = value;
  const isOwn = field.startsWith(OWN);
  const set = (changed: Partial<AskedField>) => onChange({ ...value, ...changed });
  return (
    <fieldset class="settings-asked stack">
      <div class="row-field">
        <Select
          label={words.ask}
          value={isOwn ? "own" : (field as Known)}
          options={optionsOf([...known, "own" as const], words.askable)}
          onChange={(name) => onChange({ field: name === "own" ? OWN : name, label: value.label, required })}
        />
        <Switch label={words.mustAnswer} on={required} onChange={(on) => set({ required: on })} />
        <Moves {...moves} />
      </div>
      {isOwn && (
        <div class="columns">
          <Field
            label={words.attribute}
            value={field.slice(OWN.length)}
            error={error("field")}
            onInput={(name) => set({ field: OWN + name })}
          />
          <Select
            label={words.kind}
            value={kind}
            options={optionsOf(KINDS, words.kinds)}
            onChange={(next) => set({ kind: next })}
          />
        </div>
      )}
      <InEach
        label={words.question}
        {...(!isOwn && { hint: words.questionHint })}
        value={value.label}
        error={error("label")}
        onChange={(label) => set({ label })}
      />
      {isOwn && kind === "choice" && (
        <ListInEach
          label={words.choices}
          value={value.choices}
          error={error("choices")}
          onChange={(choices) => set({ choices })}
        />
      )}
    </fieldset>
  );
}

function Moves({ onUp, onDown, onRemove }: Pick<AskedFieldProps, "onUp" | "onDown" | "onRemove">) {
  const words = settingsWords();
  return (
    <div class="actions">
      <Button icon="up" tone="quiet" label={words.up} disabled={!onUp} onClick={onUp || undefined} />
      <Button icon="down" tone="quiet" label={words.down} disabled={!onDown} onClick={onDown || undefined} />
      <Button icon="trash" tone="quiet" label={words.remove} onClick={onRemove} />
    </div>
  );
}
