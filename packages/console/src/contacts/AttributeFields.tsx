import type { Contact } from "@parley/protocol";
import { Button } from "../ui/Button.tsx";
import { contactWords } from "./words.ts";

type Attributes = NonNullable<Contact["attributes"]>;

/** An attribute as it is typed. */
export interface Attribute {
  name: string;
  value: string;
}

/** Attributes by name, each of which can be changed, taken away, or added. */
export function AttributeFields({ rows, onChange }: { rows: Attribute[]; onChange: (rows: Attribute[]) => void }) {
  const words = contactWords();
  const put = (at: number, change: Partial<Attribute>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <fieldset class="attribute-fields">
      <legend>{words.attributes}</legend>
      {rows.map(({ name, value }, at) => (
        <div key={at}>
          <input
            aria-label={words.attributeName}
            placeholder={words.attributeName}
            maxLength={50}
            value={name}
            onInput={(event) => put(at, { name: event.currentTarget.value })}
          />
          <input
            aria-label={name || words.attributeValue}
            placeholder={words.attributeValue}
            maxLength={200}
            value={value}
            onInput={(event) => put(at, { value: event.currentTarget.value })}
          />
          <Button
            icon="close"
            tone="quiet"
            label={words.removeAttribute(name)}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button small icon="plus" onClick={() => onChange([...rows, { name: "", value: "" }])}>
        {words.addAttribute}
      </Button>
    </fieldset>
  );
}

export const toRows = (attributes: Attributes = {}): Attribute[] =>
  Object.entries(attributes).map(([name, value]) => ({ name, value: String(value) }));

/** What changed: numbers and yes or no stay what they were, and what was taken away is emptied (SPEC K2). */
export function toAttributes(rows: readonly Attribute[], before: Attributes = {}): Attributes {
  const named = rows.map(({ name, value }) => [name.trim(), value.trim()] as const).filter(([name]) => name !== "");
  const gone = Object.keys(before).filter((name) => !named.some(([known]) => known === name));
  return Object.fromEntries([
    ...named.map(([name, value]) => [name, typed(value, before[name])] as const),
    ...gone.map((name) => [name, ""] as const),
  ]);
}

function typed(value: string, before: string | number | boolean | undefined): string | number | boolean {
  if (typeof before === "number" && value !== "" && Number.isFinite(Number(value))) return Number(value);
  if (typeof before === "boolean" && ["true", "false"].includes(value)) return value === "true";
  return value;
}
