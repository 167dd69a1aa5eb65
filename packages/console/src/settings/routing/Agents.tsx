import type { Member, RoutedAgent, RoutingSettings } from "@parley/protocol";
import { ListField, NumberField } from "../fields.tsx";
import type { Draft } from "../saved.tsx";
import { Shift } from "./Shift.tsx";
import { readSkills, writeSkills } from "./skills.ts";
import { routingTexts } from "./texts.ts";

/** What each of the team can do, and how much at once. */
export function Agents({ value, set, error, members }: Draft<RoutingSettings> & { members: readonly Member[] }) {
  const texts = routingTexts();
  const change = (id: string, changed: Partial<RoutedAgent>) =>
    set({ agents: { ...value.agents, [id]: { ...value.agents[id], ...changed } } });
  return (
    <>
      <h2>{texts.agents}</h2>
      {members.map(({ id, name }) => {
        const { skills = {}, languages = [], capacity, hours } = value.agents[id] ?? {};
        const errorIn = (field: string) => error(`agents.${id}.${field}`);
        return (
          <fieldset key={id} class="card stack">
            <legend>{name}</legend>
            <ListField
              label={texts.skills}
              hint={texts.skillsHint}
              value={writeSkills(skills)}
              error={errorIn("skills")}
              onChange={(written) => change(id, { skills: readSkills(written) })}
            />
            <ListField
              label={texts.languages}
              hint={texts.languagesHint}
              value={languages}
              error={errorIn("languages")}
              onChange={(spoken) => change(id, { languages: spoken.length > 0 ? spoken : undefined })}
            />
            <NumberField
              label={texts.capacity}
              value={capacity}
              error={errorIn("capacity")}
              onChange={(most) => change(id, { capacity: most })}
            />
            <Shift
              label={texts.shift}
              hours={hours}
              error={errorIn}
              onChange={(shift) => change(id, { hours: shift })}
            />
          </fieldset>
        );
      })}
    </>
  );
}
