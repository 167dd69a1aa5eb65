import { type BotSettings, FIRST_INBOX, type UsualBot } from "@parley/protocol";
import { useState } from "preact/hooks";
import { read } from "../api.ts";
import { useLoader } from "../live/load.ts";
import { Switch } from "../ui/Select.tsx";
import { InEach, eachOf, ListField, NumberField } from "./fields.tsx";
import { OwnPhrases } from "./OwnPhrases.tsx";
import { Preview } from "./Preview.tsx";
import type { Draft } from "./saved.tsx";
import { settingsWords } from "./words.ts";

/** How the bot answers, what it is called and what it says itself, beside the widget in which it can be asked. */
export function Bot({ value, set, error }: Draft<BotSettings>) {
  const words = settingsWords();
  const { state } = useLoader(() => read<UsualBot>("bot/usual"));
  // It only shows what holds where nothing is set: the form works without.
  const usual = state.value.status === "ready" ? state.value.value : undefined;
  const [locale, onLocale] = useState<string>();
  const { thresholds = {} } = value;
  const limits = [
    ["answer", words.answer],
    ["clarify", words.clarify],
    ["article", words.article],
    ["patience", words.patience],
  ] as const;
  return (
    <div class="settings-beside">
      <div class="stack">
        <div class="card stack">
          <InEach label={words.botName} value={value.name} error={error("name")} onChange={(name) => set({ name })} />
          <Switch
            label={words.whileWaiting}
            on={value.whileWaiting}
            onChange={(whileWaiting) => set({ whileWaiting })}
          />
        </div>
        <OwnPhrases
          usual={usual?.words}
          value={value.words}
          error={error("words")}
          onChange={(said) => set({ words: said })}
        />
        <div class="card stack">
          {limits.map(([limit, label]) => (
            <NumberField
              key={limit}
              label={label}
              placeholder={usual && `${usual.thresholds[limit]}`}
              value={thresholds[limit]}
              error={error(`thresholds.${limit}`)}
              onChange={(number) => set({ thresholds: { ...thresholds, [limit]: number } })}
            />
          ))}
          <ListField
            label={words.answerers}
            hint={words.answerersHint}
            placeholder={usual?.answerers.join()}
            value={value.answerers ?? []}
            error={error("answerers")}
            onChange={(answerers) => set({ answerers: answerers.length > 0 ? answerers : undefined })}
          />
        </div>
      </div>
      <Preview
        inboxId={FIRST_INBOX}
        looks={{ texts: eachOf(value.name ?? {}, (bot) => ({ bot })) }}
        locale={locale}
        onLocale={onLocale}
      />
    </div>
  );
}
