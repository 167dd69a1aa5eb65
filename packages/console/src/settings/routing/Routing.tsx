import type { Member, RoutingSettings } from "@parley/protocol";
import { read } from "../../api.ts";
import { useLoader } from "../../live/load.ts";
import { Fetched } from "../../ui/parts.tsx";
import { optionsOf, Segments, Select, Switch } from "../../ui/Select.tsx";
import { NumberField } from "../fields.tsx";
import type { Draft } from "../saved.tsx";
import { Agents } from "./Agents.tsx";
import { Rules } from "./Rules.tsx";
import { Teams } from "./Teams.tsx";
import { routingTexts } from "./texts.ts";
import { Weighing } from "./Weighing.tsx";

// Not the protocol's own list: all schemas of routing would come with it.
const MODES = ["pull", "offer", "assign"] as const satisfies readonly RoutingSettings["mode"][];
const NUMBERS = ["offerSeconds", "takeBackMinutes", "lastAgentMinutes", "ageingMinutes"] as const;
const ORDERS = ["oldest", "due"] as const;
const SWITCHES = ["keepsSpecialists", "byLanguage"] as const;

/** Who gets which conversation: how, in which teams, and what agents can do. */
export function Routing(draft: Draft<RoutingSettings>) {
  const { value, set, error } = draft;
  const texts = routingTexts();
  const team = useLoader(() => read<Member[]>("team"));
  return (
    <>
      <div class="card stack">
        <Segments
          label={texts.mode}
          value={value.mode}
          options={optionsOf(MODES, texts.modes)}
          onChange={(mode) => set({ mode })}
        />
        <p class="hint">{texts.hints[value.mode]}</p>
        {NUMBERS.map((name) => (
          <NumberField
            key={name}
            label={texts[name]}
            value={value[name]}
            error={error(name)}
            onChange={(number = 0) => set({ [name]: number })}
          />
        ))}
        <Select
          label={texts.order}
          value={value.order ?? "oldest"}
          options={optionsOf(ORDERS, texts.orders)}
          onChange={(order) => set({ order })}
        />
        {SWITCHES.map((name) => (
          <Switch key={name} label={texts[name]} on={value[name]} onChange={(on) => set({ [name]: on })} />
        ))}
        <Weighing {...draft} />
      </div>
      <Fetched from={team}>
        {(members) => (
          <>
            <Teams {...draft} members={members.filter(({ disabled }) => !disabled)} />
            <Rules {...draft} />
            <Agents {...draft} members={members.filter(({ disabled }) => !disabled)} />
          </>
        )}
      </Fetched>
    </>
  );
}
