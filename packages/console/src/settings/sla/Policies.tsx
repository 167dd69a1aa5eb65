import { newId, type SlaPolicy, type SlaSettings, type Team } from "@parley/protocol";
import { Button } from "../../ui/Button.tsx";
import type { Draft } from "../saved.tsx";
import { Policy } from "./Policy.tsx";
import { slaTexts } from "./texts.ts";

interface PoliciesProps extends Draft<SlaSettings> {
  teams: readonly Team[];
}

const made = (): SlaPolicy => ({
  id: newId(),
  name: "",
  when: {},
  minutes: { firstReply: 10 },
  counts: "always",
  warnAt: 0.8,
  near: {},
  missed: { tell: true },
});

/** What is promised to whom. The first that fits holds, so that their order counts. */
export function Policies({ value: { policies }, set, error, teams }: PoliciesProps) {
  const texts = slaTexts();
  const up = (at: number) => {
    const moved = policies[at];
    if (moved) set({ policies: policies.toSpliced(at, 1).toSpliced(at - 1, 0, moved) });
  };
  return (
    <>
      <p class="hint">{texts.hint}</p>
      {policies.map((policy, at) => (
        <Policy
          key={policy.id}
          policy={policy}
          teams={teams}
          error={(field) => error(`policies.${at}.${field}`)}
          onChange={(changed) => set({ policies: policies.with(at, { ...policy, ...changed }) })}
          onUp={at > 0 ? () => up(at) : undefined}
          onRemove={() => set({ policies: policies.toSpliced(at, 1) })}
        />
      ))}
      <Button onClick={() => set({ policies: [...policies, made()] })}>{texts.add}</Button>
    </>
  );
}
