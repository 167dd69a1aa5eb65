import { newId, type QualitySettings } from "@parley/protocol";
import type { Draft } from "../../settings/saved.tsx";
import { Button } from "../../ui/Button.tsx";
import { Sampling } from "./Sampling.tsx";
import { Section } from "./Section.tsx";
import { Targets } from "./Targets.tsx";
import { criteriaTexts } from "./texts.ts";

/** The form of all that work is judged by. */
export function Criteria({ value, set, error }: Draft<QualitySettings>) {
  const texts = criteriaTexts();
  const { sections, sampling, targets } = value;
  return (
    <>
      <p class="hint">{texts.hint}</p>
      {sections.map((section, at) => (
        <Section
          key={section.id}
          section={section}
          place={at + 1}
          error={(field) => error(`sections.${at}.${field}`)}
          onChange={(changed) => set({ sections: sections.with(at, { ...section, ...changed }) })}
          onRemove={() => set({ sections: sections.toSpliced(at, 1) })}
        />
      ))}
      <div class="actions">
        <Button icon="plus" onClick={() => set({ sections: [...sections, { id: newId(), name: "", questions: [] }] })}>
          {texts.addSection}
        </Button>
      </div>
      <Sampling
        sampling={sampling}
        error={(field) => error(`sampling.${field}`)}
        onChange={(changed) => set({ sampling: { ...sampling, ...changed } })}
      />
      <Targets
        targets={targets}
        error={(field) => error(`targets.${field}`)}
        onChange={(changed) => set({ targets: changed })}
      />
    </>
  );
}
