import type { Survey } from "@parley/protocol";
import { useDesk } from "../../desk/use-desk.ts";
import { Field } from "../../ui/Field.tsx";
import { InboxChoice } from "../../ui/InboxChoice.tsx";
import { optionsOf, Select, Switch } from "../../ui/Select.tsx";
import { InEach, ListField, NumberField } from "../fields.tsx";
import type { Draft } from "../saved.tsx";
import { NUMBERS } from "./made.ts";
import { Preview } from "./Preview.tsx";
import { Questions } from "./Questions.tsx";
import { surveyTexts } from "./texts.ts";

interface SurveyFormProps extends Draft<Survey> {
  /** As it was saved. */
  kept: Survey | undefined;
  /** Ids that others have. */
  taken: readonly string[];
}

const AFTERS = ["any", "bot", "agent"] as const satisfies readonly Survey["after"][];

/** One survey: what is asked, of whom and when, and how that looks. */
export function SurveyForm({ kept, taken, ...draft }: SurveyFormProps) {
  const { value, set, error } = draft;
  return (
    <div class="settings-beside">
      <div class="stack">
        <Basics {...draft} taken={taken} isNew={!kept} />
        <Questions
          questions={value.questions}
          saved={kept?.questions ?? []}
          error={error}
          onChange={(questions) => set({ questions })}
        />
        <Whom {...draft} />
        <When {...draft} />
      </div>
      <Preview survey={value} />
    </div>
  );
}

function Basics({ value, set, error, taken, isNew }: Draft<Survey> & { taken: readonly string[]; isNew: boolean }) {
  const texts = surveyTexts();
  const { id, name, enabled, invitation } = value;
  return (
    <div class="card stack">
      <Field
        label={texts.name}
        hint={texts.nameHint}
        value={name}
        maxLength={60}
        error={error("name")}
        onInput={(next) => set({ name: next })}
      />
      {isNew && (
        <Field
          label={texts.id}
          hint={texts.idHint}
          value={id}
          maxLength={64}
          error={taken.includes(id) ? texts.taken : error("id")}
          onInput={(next) => set({ id: next })}
        />
      )}
      <Switch label={texts.enabled} hint={texts.enabledHint} on={enabled} onChange={(on) => set({ enabled: on })} />
      <InEach
        label={texts.invitation}
        rows={2}
        value={invitation}
        error={error("invitation")}
        onChange={(said) => set({ invitation: { ...invitation, ...said } })}
      />
    </div>
  );
}

function Whom({ value: { after, inboxes, languages = [] }, set, error }: Draft<Survey>) {
  const texts = surveyTexts();
  return (
    <fieldset class="card stack">
      <legend>{texts.whom}</legend>
      <Select
        label={texts.after}
        value={after}
        options={optionsOf(AFTERS, texts.afters)}
        onChange={(next) => set({ after: next })}
      />
      <InboxChoice
        sites={useDesk().inbox.sites.value}
        value={inboxes}
        onChange={(chosen) => set({ inboxes: chosen })}
      />
      <ListField
        label={texts.languages}
        hint={texts.languagesHint}
        value={languages}
        error={error("languages")}
        onChange={(next) => set({ languages: next.length > 0 ? next : undefined })}
      />
    </fieldset>
  );
}

function When({ value: { coolingDays, remindHours, lowScore, questions }, set, error }: Draft<Survey>) {
  const texts = surveyTexts();
  const isScored = NUMBERS[questions[0]?.kind ?? "text"] !== undefined;
  return (
    <fieldset class="card stack">
      <legend>{texts.when}</legend>
      <NumberField
        label={texts.coolingDays}
        value={coolingDays}
        error={error("coolingDays")}
        onChange={(next = 0) => set({ coolingDays: next })}
      />
      <NumberField
        label={texts.remindHours}
        value={remindHours}
        error={error("remindHours")}
        onChange={(next = 0) => set({ remindHours: next })}
      />
      {isScored ? (
        <NumberField
          label={texts.lowScore}
          hint={texts.lowHint}
          value={lowScore}
          error={error("lowScore")}
          onChange={(next) => set({ lowScore: next })}
        />
      ) : (
        <p class="hint">{texts.lowHint}</p>
      )}
    </fieldset>
  );
}
