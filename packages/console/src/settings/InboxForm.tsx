import type { InboxDetails, WebSettings } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change } from "../api.ts";
import { CopyLine } from "../ui/CopyLine.tsx";
import { Field } from "../ui/Field.tsx";
import { Switch } from "../ui/Select.tsx";
import { Asks } from "./Asks.tsx";
import { HoursField, ListField } from "./fields.tsx";
import type { IdentityKeys, WebLimits } from "./channels/channels.ts";
import { Leave } from "./Leave.tsx";
import { LooksFields } from "./LooksFields.tsx";
import { OwnPhrases } from "./OwnPhrases.tsx";
import { PanelWords } from "./PanelWords.tsx";
import { Preview } from "./Preview.tsx";
import { type Draft, Saved } from "./saved.tsx";
import { Spoken } from "./spoken.ts";
import { tagOf } from "./tag.ts";
import { settingsWords } from "./words.ts";

interface Value {
  name: string;
  enabled: boolean;
  settings: WebSettings;
}

interface InboxFormProps {
  inbox: InboxDetails;
  /** Those of the workspace. */
  languages: readonly string[];
  reload: () => Promise<void>;
  /** The part that keys are in is fetched by whoever shows this. */
  Keys: typeof IdentityKeys;
  Files: typeof WebLimits;
}

/** One inbox: what visitors see of it, beside the real thing. */
export function InboxForm({ inbox, languages, reload, Keys, Files }: InboxFormProps) {
  const { id, version, name, enabled } = inbox;
  const path = `inboxes/${encodeURIComponent(id)}`;
  const value: Value = { name, enabled, settings: inbox.settings };
  return (
    <Saved
      key={`${id} ${version}`}
      kept={{ value, version }}
      path={path}
      reload={reload}
      save={(changed, seen) => change("PATCH", path, { ...changed, version: seen })}
    >
      {(draft) => (
        <Spoken.Provider value={draft.value.settings.languages?.length ? draft.value.settings.languages : languages}>
          <WebForm id={id} Keys={Keys} Files={Files} {...draft} />
        </Spoken.Provider>
      )}
    </Saved>
  );
}

function Basics({ value, set, error }: Draft<Value>) {
  const words = settingsWords();
  return (
    <div class="card stack">
      <Field label={words.name} value={value.name} error={error("name")} onInput={(name) => set({ name })} />
      <Switch
        label={words.enabled}
        hint={words.enabledHint}
        on={value.enabled}
        onChange={(enabled) => set({ enabled })}
      />
    </div>
  );
}

function WebForm({
  id,
  Keys,
  Files,
  ...draft
}: Draft<Value> & Pick<InboxFormProps, "Keys" | "Files"> & { id: string }) {
  const words = settingsWords();
  const { value, set, error: errorOf } = draft;
  const { settings } = value;
  const change = (changed: { [K in keyof WebSettings]?: WebSettings[K] | undefined }) =>
    set({ settings: { ...settings, ...changed } });
  const error = (field: string) => errorOf(`settings.${field}`);
  const own = { settings, change, error };
  /** The language that is written in and seen beside it. */
  const [locale, onLocale] = useState<string>();
  const inLanguage = { locale, onLocale };
  return (
    <div class="settings-beside">
      <div class="stack">
        <Basics {...draft} />
        <Tag id={id} />
        <LooksFields {...own} />
        <div class="card stack">
          <ListField
            label={words.panelLanguages}
            hint={words.languagesHint}
            value={settings.languages ?? []}
            error={error("languages")}
            onChange={(languages) => change({ languages })}
          />
          <ListField
            lines
            label={words.origins}
            hint={words.originsHint}
            value={settings.allowedOrigins ?? []}
            error={error("allowedOrigins")}
            onChange={(allowedOrigins) => change({ allowedOrigins })}
          />
        </div>
        <PanelWords {...own} {...inLanguage} />
        <Asks value={settings.asks} error={error} onChange={(asks) => change({ asks })} />
        <Leave value={settings.leave} error={error} onChange={(leave) => change({ leave })} />
        <OwnPhrases
          value={settings.bot?.words}
          error={error("bot.words")}
          onChange={(said) => change({ bot: { ...settings.bot, words: said } })}
        />
        <Keys inboxId={id} mode={settings.identity} onMode={(identity) => change({ identity })} />
        <Files settings={settings} error={error} onChange={change} />
        <div class="card stack">
          <HoursField value={settings.hours} error={error} onChange={(hours) => change({ hours })} />
        </div>
      </div>
      <Preview inboxId={id} looks={settings} {...inLanguage} />
    </div>
  );
}

/** The tag to copy into one's pages. */
function Tag({ id }: { id: string }) {
  const words = settingsWords();
  return (
    <div class="card stack">
      <h2>{words.tag}</h2>
      <CopyLine label={words.tag} text={tagOf(id)} />
    </div>
  );
}
