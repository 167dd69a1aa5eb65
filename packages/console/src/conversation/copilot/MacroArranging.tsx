import type { DeskSettings, MacroAct, TaskPage } from "@parley/protocol";
import { read } from "../../api.ts";
import { useLoader } from "../../live/load.ts";
import { Field } from "../../ui/Field.tsx";
import { optionsOf, Select } from "../../ui/Select.tsx";
import { copilotTexts } from "./texts.ts";

const KINDS = ["tag", "snooze", "team", "task"] as const;
type Kind = (typeof KINDS)[number];
type Act = Extract<MacroAct, { do: Kind }>;
type Named = readonly { id: string; name: string }[];

export const isArranging = (kind: MacroAct["do"]): kind is Kind => (KINDS as readonly string[]).includes(kind);
export const isArrangingAct = (act: MacroAct): act is Act => isArranging(act.do);

/** An act to begin with, of each kind that arranges work. */
export function blankArranging(kind: Kind): Act {
  if (kind === "tag") return { do: kind, tag: "", on: true };
  if (kind === "team") return { do: kind, teamId: "" };
  return kind === "task" ? { do: kind, title: "" } : { do: kind };
}

/** What one writes of an act of a macro that arranges work. */
export function Arranging({ act, onChange }: { act: Act; onChange: (act: Act) => void }) {
  const texts = copilotTexts();
  if (act.do === "tag") return <Tag act={act} onChange={onChange} />;
  if (act.do === "team") return <Team act={act} onChange={onChange} />;
  if (act.do === "snooze")
    return (
      <Field
        label={texts.minutes}
        pattern="[1-9][0-9]{0,5}"
        value={String(act.minutes ?? "")}
        onInput={(value) => onChange({ do: "snooze", ...(Number(value) > 0 && { minutes: Number(value) }) })}
      />
    );
  return (
    <>
      <Field
        label={texts.taskTitle}
        required
        maxLength={200}
        value={act.title}
        onInput={(title) => onChange({ ...act, title })}
      />
      <Field
        label={texts.hours}
        pattern="[1-9][0-9]{0,3}"
        value={String(act.hours ?? "")}
        onInput={(value) =>
          onChange({ do: "task", title: act.title, ...(Number(value) > 0 && { hours: Number(value) }) })
        }
      />
    </>
  );
}

function Tag({ act, onChange }: { act: Extract<Act, { do: "tag" }>; onChange: (act: Act) => void }) {
  const texts = copilotTexts();
  const desk = useLoader(() => read<{ settings: DeskSettings }>("desk")).state.value;
  const tags = desk.status === "ready" ? desk.value.settings.tags : [];
  return (
    <>
      <One label={texts.acts.tag} of={tags} value={act.tag} onChange={(tag) => onChange({ ...act, tag })} />
      <Select
        label={texts.whetherOn}
        value={act.on ? "true" : "false"}
        options={optionsOf(["true", "false"] as const, texts.on)}
        onChange={(on) => onChange({ ...act, on: on === "true" })}
      />
    </>
  );
}

function Team({ act, onChange }: { act: Extract<Act, { do: "team" }>; onChange: (act: Act) => void }) {
  const texts = copilotTexts();
  const state = useLoader(() => read<TaskPage>("tasks?list=mine&limit=1")).state.value;
  const teams = state.status === "ready" ? state.value.teams : [];
  return (
    <One label={texts.acts.team} of={teams} value={act.teamId} onChange={(teamId) => onChange({ ...act, teamId })} />
  );
}

interface OneProps {
  label: string;
  of: Named;
  value: string;
  onChange: (id: string) => void;
}

/** One of them; what is on no list any more is called by its id. */
function One({ label, of, value, onChange }: OneProps) {
  const others = of.filter(({ id }) => id !== value).map(({ id, name }) => ({ value: id, label: name }));
  const now = { value, label: of.find(({ id }) => id === value)?.name ?? value };
  const options = value === "" ? [now, ...others] : [{ value: "", label: "" }, now, ...others];
  return <Select<string> label={label} value={value} options={options} onChange={onChange} />;
}
