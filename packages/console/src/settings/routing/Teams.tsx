import { type Member, newId, type RoutingSettings, type Team } from "@parley/protocol";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Switch } from "../../ui/Select.tsx";
import { ListField } from "../fields.tsx";
import type { Draft } from "../saved.tsx";
import { Overflow } from "./Overflow.tsx";
import { Shift } from "./Shift.tsx";
import { routingTexts } from "./texts.ts";

interface TeamsProps extends Draft<RoutingSettings> {
  members: readonly Member[];
}

/** Who does the same work. */
export function Teams({ value, set, error, members }: TeamsProps) {
  const texts = routingTexts();
  const teams = value.teams;
  const change = (id: string, changed: Partial<Team>) =>
    set({ teams: teams.map((team) => (team.id === id ? { ...team, ...changed } : team)) });
  const add = () => set({ teams: [...teams, { id: newId(), name: "", members: [] }] });
  return (
    <>
      <h2>{texts.teams}</h2>
      {teams.map((team, at) => (
        <OneTeam
          key={team.id}
          team={team}
          members={members}
          teams={teams}
          error={(field) => error(`teams.${at}.${field}`)}
          onChange={(changed) => change(team.id, changed)}
          onRemove={() => set({ teams: teams.filter(({ id }) => id !== team.id) })}
        />
      ))}
      <div class="actions">
        <Button onClick={add}>{texts.addTeam}</Button>
      </div>
    </>
  );
}

interface OneTeamProps extends Pick<TeamsProps, "members" | "error"> {
  team: Team;
  teams: readonly Team[];
  onChange: (changed: Partial<Team>) => void;
  onRemove: () => void;
}

function OneTeam({ team, teams, members, error, onChange, onRemove }: OneTeamProps) {
  const texts = routingTexts();
  const { hours } = team;
  const put = (id: string, on: boolean) =>
    onChange({ members: on ? [...team.members, id] : team.members.filter((one) => one !== id) });
  const setHours = (next: Team["hours"]) => onChange({ hours: next });
  return (
    <fieldset class="card stack" aria-label={team.name || texts.addTeam}>
      <Field label={texts.name} value={team.name} error={error("name")} onInput={(name) => onChange({ name })} />
      {members.map(({ id, name }) => (
        <Switch key={id} label={name} on={team.members.includes(id)} onChange={(on) => put(id, on)} />
      ))}
      <ListField
        label={texts.inboxes}
        hint={texts.inboxesHint}
        value={team.inboxes ?? []}
        error={error("inboxes")}
        onChange={(inboxes) => onChange({ inboxes })}
      />
      <Shift label={texts.hours} hours={hours} error={error} onChange={setHours} />
      <Overflow team={team} teams={teams} error={error} onChange={onChange} />
      <div class="actions">
        <Button tone="quiet" onClick={onRemove}>
          {texts.remove}
        </Button>
      </div>
    </fieldset>
  );
}
