import type { RoutingRule, RoutingSettings } from "@parley/protocol";
import { useDesk } from "../../desk/use-desk.ts";
import { deskWords } from "../../desk/words.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { optionsOf, Select } from "../../ui/Select.tsx";
import { ListField } from "../fields.tsx";
import type { Draft } from "../saved.tsx";
import { namedWith } from "./named.ts";
import { readSkills, writeSkills } from "./skills.ts";
import { routingTexts } from "./texts.ts";

const PRIORITIES = ["0", "1", "2", "3"] as const;
// Not the protocol's own list: its schemas would come with it.
const REASONS = ["asked", "unsure", "negative", "policy", "unavailable"] as const;

const SIGNALS = ["angry", "worried", "confused", "pleased", "urgent", "leaving"] as const;

/** What conversations of a kind need. The first that fits holds, so that their order counts. */
export function Rules({ value, set, error }: Draft<RoutingSettings>) {
  const texts = routingTexts();
  const { rules } = value;
  const put = (next: RoutingRule[]) => set({ rules: next });
  const up = (at: number) => {
    const moved = rules[at];
    if (moved) put(rules.toSpliced(at, 1).toSpliced(at - 1, 0, moved));
  };
  return (
    <>
      <h2>{texts.rules}</h2>
      <p class="hint">{texts.rulesHint}</p>
      {rules.map((rule, at) => (
        <fieldset key={at} class="card stack">
          <legend>{texts.rule(at + 1)}</legend>
          <When
            when={rule.when}
            error={(field) => error(`rules.${at}.when.${field}`)}
            onChange={(when) => put(rules.with(at, { ...rule, when }))}
          />
          <Needs
            rule={rule}
            teams={value.teams}
            error={(field) => error(`rules.${at}.${field}`)}
            onChange={(changed) => put(rules.with(at, { ...rule, ...changed }))}
          />
          <div class="actions">
            {at > 0 && (
              <Button tone="quiet" onClick={() => up(at)}>
                {texts.up}
              </Button>
            )}
            <Button tone="quiet" onClick={() => put(rules.toSpliced(at, 1))}>
              {texts.removeRule}
            </Button>
          </div>
        </fieldset>
      ))}
      <div class="actions">
        <Button onClick={() => put([...rules, { when: {} }])}>{texts.addRule}</Button>
      </div>
    </>
  );
}

type Conditions = RoutingRule["when"];

interface Part {
  error: (field: string) => string | undefined;
}

function When({ when, error, onChange }: Part & { when: Conditions; onChange: (when: Conditions) => void }) {
  const texts = routingTexts();
  const { inbox } = useDesk();
  const any = { value: "", label: texts.any };
  const sites = namedWith(inbox.sites.value, when.inboxId);
  const set = (changed: Conditions) => onChange({ ...when, ...changed });
  return (
    <div class="columns">
      <Select
        label={texts.inboxId}
        value={when.inboxId ?? ""}
        options={[any, ...sites]}
        onChange={(id) => set({ inboxId: id || undefined })}
      />
      <Select
        label={texts.reason}
        value={when.reason ?? ""}
        options={[any, ...optionsOf(REASONS, deskWords().reasons)]}
        onChange={(reason) => set({ reason: REASONS.find((one) => one === reason) })}
      />
      <Select
        label={texts.signal}
        value={when.signal ?? ""}
        options={[any, ...optionsOf(SIGNALS, texts.signals)]}
        onChange={(signal) => set({ signal: SIGNALS.find((one) => one === signal) })}
      />
      {(["channel", "language", "topic"] as const).map((field) => (
        <Field
          key={field}
          label={texts.whens[field]}
          hint={texts.whenHints[field]}
          value={when[field] ?? ""}
          error={error(field)}
          onInput={(typed) => set({ [field]: typed.trim() || undefined })}
        />
      ))}
    </div>
  );
}

interface NeedsProps extends Part {
  rule: RoutingRule;
  teams: RoutingSettings["teams"];
  onChange: (changed: Partial<RoutingRule>) => void;
}

function Needs({ rule: { team, skills = {}, priority = 1 }, teams, error, onChange }: NeedsProps) {
  const texts = routingTexts();
  const urgent = PRIORITIES.find((one) => one === `${priority}`) ?? "1";
  const read = (written: string[]) => (written.length > 0 ? readSkills(written) : undefined);
  return (
    <div class="columns">
      <Select
        label={texts.forTeam}
        value={team ?? ""}
        options={[{ value: "", label: texts.inboxTeam }, ...namedWith(teams, team)]}
        onChange={(id) => onChange({ team: id || undefined })}
      />
      <Select
        label={texts.priority}
        value={urgent}
        options={optionsOf(PRIORITIES, texts.priorities)}
        onChange={(next) => onChange({ priority: Number(next) })}
      />
      <ListField
        label={texts.needs}
        hint={texts.skillsHint}
        value={writeSkills(skills)}
        error={error("skills")}
        onChange={(written) => onChange({ skills: read(written) })}
      />
    </div>
  );
}
