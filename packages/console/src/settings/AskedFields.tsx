import type { AskedField } from "@parley/protocol";
import { Button } from "../ui/Button.tsx";
import { AskedFieldForm, type Known } from "./AskedFieldForm.tsx";
import { settingsWords } from "./words.ts";

const KNOWN: readonly Known[] = ["name", "email", "phone"];
/** Most that an inbox asks for. */
const MOST = 6;

interface AskedFieldsProps {
  fields: AskedField[] | undefined;
  onChange: (fields: AskedField[]) => void;
  /** Of the list, or of one in it: `.0.label`. */
  error: (field: string) => string | undefined;
}

/** What is asked for, in this order. */
export function AskedFields({ fields = [], onChange, error }: AskedFieldsProps) {
  /** Has it one place further up or down. */
  const move = (from: number, by: number) =>
    onChange(fields.toSpliced(from, 1).toSpliced(from + by, 0, ...fields.slice(from, from + 1)));
  const placeOf = (name: string) => fields.findIndex(({ field }) => field === name);
  return (
    <>
      {fields.map((one, index) => (
        <AskedFieldForm
          key={index}
          value={one}
          known={KNOWN.filter((name) => name === one.field || placeOf(name) < 0)}
          error={(field) =>
            error(`.${index}.${field}`) ?? (field === "field" && placeOf(one.field) < index ? error("") : undefined)
          }
          onChange={(changed) => onChange(fields.with(index, changed))}
          onUp={index > 0 && (() => move(index, -1))}
          onDown={index + 1 < fields.length && (() => move(index, 1))}
          onRemove={() => onChange(fields.toSpliced(index, 1))}
        />
      ))}
      {fields.length < MOST && (
        <div class="actions">
          <Button
            icon="plus"
            onClick={() => onChange([...fields, { field: KNOWN.find((name) => placeOf(name) < 0) ?? "attributes." }])}
          >
            {settingsWords().ask}
          </Button>
        </div>
      )}
    </>
  );
}
