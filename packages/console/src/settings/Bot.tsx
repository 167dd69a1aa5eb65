import type { BotSettings } from "@parley/protocol";
import { Field } from "../ui/Field.tsx";
import { Switch } from "../ui/Select.tsx";
import { ListField, NumberField } from "./fields.tsx";
import type { Draft } from "./saved.tsx";
import { settingsWords } from "./words.ts";

/** How the bot answers, and what it is called. */
export function Bot({ value, set, error }: Draft<BotSettings>) {
  const words = settingsWords();
  const { thresholds = {}, name = {} } = value;
  const limits = [
    ["answer", words.answer],
    ["clarify", words.clarify],
    ["article", words.article],
    ["patience", words.patience],
  ] as const;
  return (
    <>
      <div class="card stack">
        <div class="columns">
          {(["zh-CN", "en"] as const).map((language) => (
            <Field
              key={language}
              label={`${words.botName} · ${language === "en" ? words.inEnglish : words.inChinese}`}
              value={name[language] ?? ""}
              error={error(`name.${language}`)}
              onInput={(said) => set({ name: { ...name, [language]: said } })}
            />
          ))}
        </div>
        <Switch label={words.whileWaiting} on={value.whileWaiting} onChange={(whileWaiting) => set({ whileWaiting })} />
      </div>
      <div class="card stack">
        {limits.map(([limit, label]) => (
          <NumberField
            key={limit}
            label={label}
            hint={words.usual}
            value={thresholds[limit]}
            error={error(`thresholds.${limit}`)}
            onChange={(number) => set({ thresholds: { ...thresholds, [limit]: number } })}
          />
        ))}
        <ListField
          label={words.answerers}
          hint={words.answerersHint}
          value={value.answerers ?? []}
          error={error("answerers")}
          onChange={(answerers) => set({ answerers: answerers.length > 0 ? answerers : undefined })}
        />
      </div>
    </>
  );
}
