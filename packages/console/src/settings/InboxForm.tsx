import type { InboxDetails, Looks, WebSettings } from "@parley/protocol";
import { change } from "../api.ts";
import { languageName } from "../language/format.ts";
import { CopyLine } from "../ui/CopyLine.tsx";
import { Field } from "../ui/Field.tsx";
import { optionsOf, Select, Switch } from "../ui/Select.tsx";
import { Asks } from "./Asks.tsx";
import { HoursField, ListField } from "./fields.tsx";
import { IdentityKeys } from "./IdentityKeys.tsx";
import { Leave } from "./Leave.tsx";
import { OwnPhrases } from "./OwnPhrases.tsx";
import { Preview } from "./Preview.tsx";
import { type Draft, Saved } from "./saved.tsx";
import { tagOf } from "./tag.ts";
import { settingsWords } from "./words.ts";

interface Value {
  name: string;
  enabled: boolean;
  settings: WebSettings;
}

/** One inbox: what visitors see of it, beside the real thing. */
export function InboxForm({ inbox, reload }: { inbox: InboxDetails; reload: () => Promise<void> }) {
  const { id, version, name, enabled, channel } = inbox;
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
        <div class={channel === "web" ? "settings-beside" : "stack"}>
          <div class="stack">
            <Basics {...draft} />
            {channel === "web" ? <LooksFields id={id} {...draft} /> : <p>{settingsWords().otherChannel}</p>}
          </div>
          {channel === "web" && <Preview inboxId={id} looks={draft.value.settings} />}
        </div>
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

function LooksFields({ id, value, set, error: errorOf }: Draft<Value> & { id: string }) {
  const words = settingsWords();
  const { settings } = value;
  const change = (changed: { [K in keyof WebSettings]?: WebSettings[K] | undefined }) =>
    set({ settings: { ...settings, ...changed } });
  const error = (field: string) => errorOf(`settings.${field}`);
  const { launcher = {} } = settings;
  return (
    <>
      <Tag id={id} />
      <div class="card stack">
        <Field
          label={words.color}
          value={settings.color ?? ""}
          placeholder="#3350d0"
          error={error("color")}
          onInput={(color) => change({ color: color || undefined })}
        />
        <Select
          label={words.side}
          value={launcher.side ?? "right"}
          options={optionsOf(["right", "left"] as const, words.sides)}
          onChange={(side) => change({ launcher: { ...launcher, side } })}
        />
        <Switch
          label={words.hidden}
          on={launcher.hidden ?? false}
          onChange={(hidden) => change({ launcher: { ...launcher, hidden } })}
        />
        <Switch label={words.autoOpen} on={settings.autoOpen ?? false} onChange={(autoOpen) => change({ autoOpen })} />
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
      {(["zh-CN", "en"] as const).map((language) => (
        <Words key={language} language={language} looks={settings} change={change} error={error} />
      ))}
      <Asks value={settings.asks} error={error} onChange={(asks) => change({ asks })} />
      <Leave value={settings.leave} error={error} onChange={(leave) => change({ leave })} />
      <OwnPhrases
        value={settings.bot?.words}
        error={error("bot.words")}
        onChange={(said) => change({ bot: { ...settings.bot, words: said } })}
      />
      <IdentityKeys inboxId={id} mode={settings.identity} onMode={(identity) => change({ identity })} />
      <div class="card stack">
        <HoursField value={settings.hours} error={error} onChange={(hours) => change({ hours })} />
      </div>
    </>
  );
}

interface WordsProps {
  language: "en" | "zh-CN";
  looks: Looks;
  change: (changed: Partial<Looks>) => void;
  error: (field: string) => string | undefined;
}

/** What the widget says in one language. */
function Words({ language, looks, change, error }: WordsProps) {
  const words = settingsWords();
  const texts = looks.texts?.[language] ?? {};
  const own = (name: "bot" | "placeholder") => ({
    value: texts[name] ?? "",
    error: error(`texts.${language}.${name}`),
    onInput: (said: string) => change({ texts: { ...looks.texts, [language]: { ...texts, [name]: said } } }),
  });
  return (
    <div class="card stack">
      <h2>{languageName(language)}</h2>
      {(
        [
          ["title", words.heading],
          ["greeting", words.greeting],
          ["intro", words.intro],
        ] as const
      ).map(([name, label]) => (
        <Field
          key={name}
          label={label}
          lang={language}
          value={looks[name]?.[language] ?? ""}
          error={error(`${name}.${language}`)}
          onInput={(said) => change({ [name]: { ...looks[name], [language]: said } })}
        />
      ))}
      <ListField
        lines
        label={words.starters}
        value={looks.starters?.[language] ?? []}
        error={error(`starters.${language}`)}
        onChange={(said) => change({ starters: { ...looks.starters, [language]: said } })}
      />
      <Field label={words.botName} {...own("bot")} />
      <Field label={words.placeholder} {...own("placeholder")} />
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
