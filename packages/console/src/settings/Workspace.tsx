import type { WorkspaceSettings } from "@parley/protocol";
import { Field } from "../ui/Field.tsx";
import { Switch } from "../ui/Select.tsx";
import { HoursField, ListField, NumberField } from "./fields.tsx";
import type { Draft } from "./saved.tsx";
import { settingsWords } from "./words.ts";

/** What holds for the whole team. */
export function Workspace({ value, set, error }: Draft<WorkspaceSettings>) {
  const words = settingsWords();
  const numbers = [
    ["capacity", words.capacity],
    ["waitingMinutes", words.waiting],
    ["replyMinutes", words.reply],
    ["idleHours", words.idle],
    ["retentionDays", words.retention],
  ] as const;
  const withoutHours = ({ hours: _hours, ...rest }: WorkspaceSettings): Partial<WorkspaceSettings> => rest;
  return (
    <>
      <div class="card stack">
        <Field label={words.name} value={value.name} error={error("name")} onInput={(name) => set({ name })} />
        <ListField
          label={words.languages}
          hint={words.languagesHint}
          value={value.languages}
          error={error("languages")}
          onChange={(languages) => set({ languages })}
        />
        <Switch
          label={words.onlyLanguages}
          hint={words.onlyHint}
          on={value.onlyLanguages ?? false}
          onChange={(onlyLanguages) => set({ onlyLanguages })}
        />
      </div>
      <div class="card stack">
        <HoursField
          value={value.hours}
          error={error}
          onChange={(hours) => set(hours ? { hours } : { ...withoutHours(value), ...({ hours: undefined } as object) })}
        />
      </div>
      <div class="card stack">
        {numbers.map(([name, label]) => (
          <NumberField
            key={name}
            label={label}
            value={value[name]}
            error={error(name)}
            onChange={(number = 0) => set({ [name]: number })}
          />
        ))}
      </div>
    </>
  );
}
