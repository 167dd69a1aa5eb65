import type { SlaPolicy, Team } from "@parley/protocol";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { optionsOf, Select } from "../../ui/Select.tsx";
import { NumberField } from "../fields.tsx";
import { Deeds } from "./Deeds.tsx";
import { slaTexts } from "./texts.ts";
import { When } from "./When.tsx";

// Not the protocol's own list: all schemas of policies would come with it.
const PROMISES = ["firstReply", "nextReply", "resolution"] as const satisfies readonly (keyof SlaPolicy["minutes"])[];
const COUNTS = ["always", "inbox", "team"] as const satisfies readonly SlaPolicy["counts"][];

interface PolicyProps {
  policy: SlaPolicy;
  teams: readonly Team[];
  error: (field: string) => string | undefined;
  onChange: (changed: Partial<SlaPolicy>) => void;
  onUp: (() => void) | undefined;
  onRemove: () => void;
}

/** One policy: for what, how long, and what happens then. */
export function Policy({ policy, teams, error, onChange, onUp, onRemove }: PolicyProps) {
  const texts = slaTexts();
  const { name, minutes, counts, warnAt, near = {}, missed = {} } = policy;
  const share = warnAt === undefined ? undefined : Math.round(warnAt * 100);
  return (
    <fieldset class="card stack" aria-label={name || texts.add}>
      <Field label={texts.name} value={name} error={error("name")} onInput={(next) => onChange({ name: next })} />
      <When when={policy.when} teams={teams} onChange={(when) => onChange({ when })} />
      <div class="columns">
        {PROMISES.map((of) => (
          <NumberField
            key={of}
            label={texts.minutes[of]}
            value={minutes[of]}
            error={error(`minutes.${of}`)}
            onChange={(next) => onChange({ minutes: { ...minutes, [of]: next } })}
          />
        ))}
      </div>
      <div class="columns">
        <Select
          label={texts.counts}
          value={counts}
          options={optionsOf(COUNTS, texts.countings)}
          onChange={(next) => onChange({ counts: next })}
        />
        <NumberField
          label={texts.warnAt}
          value={share}
          error={error("warnAt")}
          onChange={(next) => onChange({ warnAt: next === undefined ? undefined : next / 100 })}
        />
      </div>
      <Deeds label={texts.near} deeds={near} teams={teams} onChange={(next) => onChange({ near: next })} />
      <Deeds label={texts.missed} deeds={missed} teams={teams} onChange={(next) => onChange({ missed: next })} />
      <div class="actions">
        {onUp && (
          <Button tone="quiet" onClick={onUp}>
            {texts.up}
          </Button>
        )}
        <Button tone="quiet" onClick={onRemove}>
          {texts.remove}
        </Button>
      </div>
    </fieldset>
  );
}
