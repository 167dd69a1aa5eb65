import type { PromiseDeeds, Team } from "@parley/protocol";
import { optionsOf, Select, Switch } from "../../ui/Select.tsx";
import { slaTexts } from "./texts.ts";

interface DeedsProps {
  label: string;
  deeds: PromiseDeeds;
  teams: readonly Team[];
  onChange: (deeds: PromiseDeeds) => void;
}

const RAISES = ["", "2", "3"] as const;

/** What is done at a warning, or when a promise is missed. */
export function Deeds({ label, deeds, teams, onChange }: DeedsProps) {
  const texts = slaTexts();
  const set = (changed: PromiseDeeds) => onChange({ ...deeds, ...changed });
  const raised = RAISES.find((one) => one === String(deeds.priority ?? "")) ?? "";
  return (
    <fieldset class="stack">
      <legend>{label}</legend>
      <Switch label={texts.tell} on={deeds.tell ?? false} onChange={(tell) => set({ tell })} />
      <div class="columns">
        <Select
          label={texts.raise}
          value={raised}
          options={optionsOf(RAISES, texts.raises)}
          onChange={(next) => set({ priority: next ? Number(next) : undefined })}
        />
        <Select
          label={texts.move}
          value={deeds.team ?? ""}
          options={[{ value: "", label: texts.stays }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(id) => set({ team: id || undefined })}
        />
      </div>
    </fieldset>
  );
}
