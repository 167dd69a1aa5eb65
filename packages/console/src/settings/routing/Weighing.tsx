import type { RoutingSettings } from "@parley/protocol";
import { Field } from "../../ui/Field.tsx";
import { optionsOf, Select } from "../../ui/Select.tsx";
import { ListField } from "../fields.tsx";
import type { Draft } from "../saved.tsx";
import { readSkills, writeSkills } from "./skills.ts";
import { routingTexts } from "./texts.ts";

const TIES = ["idle", "spare"] as const;

/** What decides between equals, how much a conversation takes of an agent, and who is before all others. */
export function Weighing({ value, set, error }: Draft<RoutingSettings>) {
  const texts = routingTexts();
  const { attribute = "", values = [] } = value.vip ?? {};
  const setVip = (vip: { attribute: string; values: string[] }) =>
    set({ vip: vip.attribute || vip.values.length > 0 ? vip : undefined });
  return (
    <>
      <Select
        label={texts.tie}
        value={value.tie}
        options={optionsOf(TIES, texts.ties)}
        onChange={(tie) => set({ tie })}
      />
      <ListField
        label={texts.weights}
        hint={texts.weightsHint}
        value={writeSkills(value.weights)}
        error={error("weights")}
        onChange={(written) => set({ weights: readSkills(written) })}
      />
      <div class="columns">
        <Field
          label={texts.vip}
          hint={texts.vipHint}
          value={attribute}
          error={error("vip.attribute")}
          onInput={(typed) => setVip({ attribute: typed.trim(), values })}
        />
        <ListField
          label={texts.vipValues}
          hint={texts.vipValuesHint}
          value={values}
          error={error("vip.values")}
          onChange={(next) => setVip({ attribute, values: next })}
        />
      </div>
    </>
  );
}
