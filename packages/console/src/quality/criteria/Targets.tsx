import type { QualityTargets } from "@parley/protocol";
import { NumberField } from "../../settings/fields.tsx";
import { criteriaTexts } from "./texts.ts";

const NAMES = [
  "firstResponseSeconds",
  "csat",
  "adherence",
  "quality",
] as const satisfies readonly (keyof QualityTargets)[];

interface TargetsProps {
  targets: QualityTargets;
  error: (field: string) => string | undefined;
  onChange: (targets: QualityTargets) => void;
}

/** What agents should reach; what is left empty is no target. */
export function Targets({ targets, error, onChange }: TargetsProps) {
  const texts = criteriaTexts();
  return (
    <fieldset class="card stack" aria-label={texts.targets}>
      <h2>{texts.targets}</h2>
      <p class="muted">{texts.targetsHint}</p>
      <div class="columns">
        {NAMES.map((name) => (
          <NumberField
            key={name}
            label={texts.reached[name]}
            value={targets[name]}
            error={error(name)}
            onChange={(next) => {
              const { [name]: _before, ...others } = targets;
              onChange(next === undefined ? others : { ...others, [name]: next });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
