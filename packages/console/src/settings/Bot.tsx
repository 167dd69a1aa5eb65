import type { BotSettings } from "@parley/protocol";
import { Switch } from "../ui/Select.tsx";
import { InBoth, ListField, NumberField } from "./fields.tsx";
import { OwnPhrases } from "./OwnPhrases.tsx";
import type { Draft } from "./saved.tsx";
import { settingsWords } from "./words.ts";

/** How the bot answers, and what it is called. */
export function Bot({ value, set, error }: Draft<BotSettings>) {
  const words = settingsWords();
  const { thresholds = {} } = value;
  const limits = [
    ["answer", words.answer],
    ["clarify", words.clarify],
    ["article", words.article],
    ["patience", words.patience],
  ] as const;
  return (
    <>
      <div class="card stack">
        <InBoth label={words.botName} value={value.name} error={error("name")} onChange={(name) => set({ name })} />
        <Switch label={words.whileWaiting} on={value.whileWaiting} onChange={(whileWaiting) => set({ whileWaiting })} />
      </div>
      <OwnPhrases value={value.words} error={error("words")} onChange={(said) => set({ words: said })} />
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
