import type { SlaPolicy, Team } from "@parley/protocol";
import { useDesk } from "../../desk/use-desk.ts";
import { Field } from "../../ui/Field.tsx";
import { optionsOf, Select } from "../../ui/Select.tsx";
import { slaTexts } from "./texts.ts";

type Conditions = SlaPolicy["when"];

interface WhenProps {
  when: Conditions;
  teams: readonly Team[];
  onChange: (when: Conditions) => void;
}

const PRIORITIES = ["", "1", "2", "3"] as const;
const VIPS = ["", "yes", "no"] as const;
const VIP = { "": undefined, yes: true, no: false };

/** For which conversations a policy is. */
export function When({ when, teams, onChange }: WhenProps) {
  const texts = slaTexts();
  const { inbox } = useDesk();
  const any = { value: "", label: texts.any };
  const named = (all: readonly { id: string; name: string }[]) => [
    any,
    ...all.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const set = (changed: Conditions) => onChange({ ...when, ...changed });
  const vip = when.vip === undefined ? "" : when.vip ? "yes" : "no";
  const priority = PRIORITIES.find((one) => one === String(when.priority ?? "")) ?? "";
  return (
    <div class="columns">
      <Select
        label={texts.inboxId}
        value={when.inboxId ?? ""}
        options={named(inbox.sites.value)}
        onChange={(id) => set({ inboxId: id || undefined })}
      />
      <Select
        label={texts.team}
        value={when.team ?? ""}
        options={named(teams)}
        onChange={(id) => set({ team: id || undefined })}
      />
      <Field
        label={texts.channel}
        hint={texts.channelHint}
        value={when.channel ?? ""}
        onInput={(channel) => set({ channel: channel.trim() || undefined })}
      />
      <Select
        label={texts.priority}
        value={priority}
        options={optionsOf(PRIORITIES, texts.priorities)}
        onChange={(next) => set({ priority: next ? Number(next) : undefined })}
      />
      <Select
        label={texts.vip}
        value={vip}
        options={optionsOf(VIPS, texts.vips)}
        onChange={(next) => set({ vip: VIP[next] })}
      />
    </div>
  );
}
