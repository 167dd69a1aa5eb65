import type { AsksSettings } from "@parley/protocol";
import { Switch } from "../ui/Select.tsx";
import { AskedFields } from "./AskedFields.tsx";
import { InEach } from "./fields.tsx";
import { settingsWords } from "./words.ts";

interface AsksProps {
  value: AsksSettings | undefined;
  onChange: (asks: AsksSettings) => void;
  error: (field: string) => string | undefined;
}

/** What visitors are asked before they write, and to what they agree. */
export function Asks({ value = {}, onChange, error }: AsksProps) {
  const words = settingsWords();
  const { consent } = value;
  const agree = (next: AsksSettings["consent"]) => {
    const { consent: _before, ...rest } = value;
    onChange(next ? { ...rest, consent: next } : rest);
  };
  return (
    <div class="card stack">
      <h2>{words.asks}</h2>
      {!value.fields?.length && !consent && <p class="muted">{words.asksNothing}</p>}
      <AskedFields
        fields={value.fields}
        error={(field) => error(`asks.fields${field}`)}
        onChange={(fields) => onChange({ ...value, fields })}
      />
      <Switch
        label={words.consent}
        on={consent !== undefined}
        onChange={(on) => agree(on ? { text: {}, required: true } : undefined)}
      />
      {consent && (
        <>
          <InEach
            rows={2}
            label={words.consentText}
            hint={words.consentHint}
            value={consent.text}
            error={error("asks.consent.text")}
            onChange={(text) => agree({ ...consent, text })}
          />
          <Switch
            label={words.mustAgree}
            on={consent.required ?? false}
            onChange={(required) => agree({ ...consent, required })}
          />
        </>
      )}
    </div>
  );
}
