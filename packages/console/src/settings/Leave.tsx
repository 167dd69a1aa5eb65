import type { LeaveSettings } from "@parley/protocol";
import { Switch } from "../ui/Select.tsx";
import { AskedFields } from "./AskedFields.tsx";
import { InEach } from "./fields.tsx";
import { settingsWords } from "./words.ts";

interface LeaveProps {
  /** Nothing: there is no form. */
  value: LeaveSettings | undefined;
  onChange: (leave: LeaveSettings | undefined) => void;
  error: (field: string) => string | undefined;
}

/** The form of who leaves a message while nobody is there (SPEC Q4). */
export function Leave({ value, onChange, error }: LeaveProps) {
  const words = settingsWords();
  return (
    <div class="card stack">
      <Switch label={words.leave} on={value !== undefined} onChange={(on) => onChange(on ? {} : undefined)} />
      {value && (
        <>
          <InEach
            label={words.leaveText}
            hint={words.usual}
            value={value.text}
            error={error("leave.text")}
            onChange={(text) => onChange({ ...value, text })}
          />
          <AskedFields
            fields={value.fields}
            error={(field) => error(`leave.fields${field}`)}
            onChange={(fields) => onChange({ ...value, fields })}
          />
        </>
      )}
    </div>
  );
}
