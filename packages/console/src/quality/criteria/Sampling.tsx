import type { QualitySettings } from "@parley/protocol";
import { NumberField } from "../../settings/fields.tsx";
import { Switch } from "../../ui/Select.tsx";
import { criteriaTexts } from "./texts.ts";

type Sampled = QualitySettings["sampling"];

const NUMBERS = [
  "share",
  "least",
  "lowScore",
  "longMinutes",
  "calibration",
] as const satisfies readonly (keyof Sampled)[];
const SWITCHES = ["escalated", "reopened"] as const satisfies readonly (keyof Sampled)[];

interface SamplingProps {
  sampling: Sampled;
  error: (field: string) => string | undefined;
  onChange: (changed: Partial<Sampled>) => void;
}

/** Which conversations are to be reviewed. */
export function Sampling({ sampling, error, onChange }: SamplingProps) {
  const texts = criteriaTexts();
  return (
    <fieldset class="card stack" aria-label={texts.sampling}>
      <h2>{texts.sampling}</h2>
      <div class="columns">
        {NUMBERS.map((name) => (
          <NumberField
            key={name}
            label={texts.numbers[name]}
            value={sampling[name]}
            error={error(name)}
            onChange={(next = 0) => onChange({ [name]: next })}
          />
        ))}
      </div>
      {SWITCHES.map((name) => (
        <Switch
          key={name}
          label={texts.switches[name]}
          on={sampling[name]}
          onChange={(on) => onChange({ [name]: on })}
        />
      ))}
    </fieldset>
  );
}
