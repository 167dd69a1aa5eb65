import type { ChannelAccount, ChannelSetup, InboxDetails } from "@parley/protocol";
import { change, read } from "../../api.ts";
import { inLanguage } from "../../language/language.ts";
import { useLoader } from "../../live/load.ts";
import { CopyLine } from "../../ui/CopyLine.tsx";
import { Field } from "../../ui/Field.tsx";
import { Markdown } from "../../ui/Markdown.tsx";
import { Fetched } from "../../ui/parts.tsx";
import { Select, Switch } from "../../ui/Select.tsx";
import { type Draft, Saved } from "../saved.tsx";
import { settingsWords } from "../words.ts";
import { Health } from "./Health.tsx";
import { Limits } from "./Limits.tsx";
import { accountTexts } from "./texts.ts";

interface AccountProps {
  inbox: InboxDetails;
  reload: () => Promise<void>;
}

interface Value {
  name: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  /** Those that are set anew. */
  secrets: Record<string, string>;
}

/** An account of another house's channel: how it is set up, whether it works, how it does. */
export function Account({ inbox, reload }: AccountProps) {
  const { id, version, name, enabled, settings } = inbox;
  const path = `inboxes/${encodeURIComponent(id)}`;
  const loader = useLoader(() => read<ChannelAccount>(`${path}/channel`), path, version);
  const value: Value = { name, enabled, settings, secrets: {} };
  return (
    <Fetched from={loader}>
      {(account) => (
        <div class="stack">
          <Saved
            key={`${id} ${version}`}
            kept={{ value, version }}
            path={path}
            reload={reload}
            save={({ secrets, ...changed }, seen) =>
              change("PATCH", path, { ...changed, secrets: filled(secrets), version: seen })
            }
          >
            {(draft) => (
              <div class="stack">
                <Basics {...draft} />
                {account.setup && <Guide {...account} setup={account.setup} />}
                {account.setup && <Fields {...draft} setup={account.setup} known={inbox.secrets} />}
                <Limits
                  settings={draft.value.settings}
                  error={draft.error}
                  onChange={(to) => draft.set({ settings: to })}
                  hasWindow
                />
              </div>
            )}
          </Saved>
          <Health account={account} enabled={enabled} path={path} reload={loader.reload} />
        </div>
      )}
    </Fetched>
  );
}

const filled = (secrets: Record<string, string>) =>
  Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== ""));

function Basics({ value, set, error }: Draft<Value>) {
  const words = settingsWords();
  return (
    <div class="card stack">
      <Field label={words.name} value={value.name} error={error("name")} onInput={(name) => set({ name })} />
      <Switch label={words.enabled} on={value.enabled} onChange={(enabled) => set({ enabled })} />
    </div>
  );
}

/** What is to be done at the platform, with the address that is put there. */
function Guide({ setup, address }: ChannelAccount & { setup: ChannelSetup }) {
  const texts = accountTexts();
  return (
    <div class="card stack">
      <h2>{texts.steps}</h2>
      <Markdown text={inLanguage(setup.guide).replaceAll("{address}", address ?? "…")} />
      {address ? <CopyLine label={texts.address} text={address} /> : <p class="error">{texts.noAddress}</p>}
    </div>
  );
}

type Given = ChannelSetup["fields"][number];

interface FieldsProps extends Draft<Value> {
  setup: ChannelSetup;
  /** Secrets that are set. */
  known: readonly string[];
}

function Fields({ setup, known, value, set, error }: FieldsProps) {
  const { settings, secrets } = value;
  const change = (key: string, to: string) => {
    const { [key]: _before, ...others } = settings;
    set({ settings: to === "" ? others : { ...others, [key]: to } });
  };
  const one = (field: Given) => {
    const { key, secret } = field;
    if (secret) {
      return (
        <Secret
          {...field}
          value={secrets[key] ?? ""}
          isSet={known.includes(key)}
          onInput={(to) => set({ secrets: { ...secrets, [key]: to } })}
        />
      );
    }
    return (
      <Setting
        {...field}
        value={wordsOf(settings[key])}
        error={error(`settings.${key}`)}
        onInput={(to) => change(key, to)}
      />
    );
  };
  return (
    <div class="card stack">
      <h2>
        {accountTexts().account} · {inLanguage(setup.name)}
      </h2>
      {setup.fields.map((field) => (
        <div key={field.key}>{one(field)}</div>
      ))}
    </div>
  );
}

const wordsOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

interface InputProps extends Given {
  value: string;
  onInput: (value: string) => void;
}

/** A secret is never shown: what stands in the field is a new one. */
function Secret({ label, hint, value, isSet, pattern, onInput }: InputProps & { isSet: boolean }) {
  const texts = accountTexts();
  const standing = isSet ? texts.kept : texts.notSet;
  return (
    <Field
      type="password"
      autocomplete="new-password"
      label={inLanguage(label)}
      hint={[standing, hint && inLanguage(hint)].filter(Boolean).join(" ")}
      value={value}
      error={wrongIn(value, pattern)}
      onInput={onInput}
    />
  );
}

function Setting({
  label,
  hint,
  options,
  required,
  pattern,
  value,
  error,
  onInput,
}: InputProps & { error: string | undefined }) {
  const texts = accountTexts();
  if (options) {
    const choices = required && value !== "" ? [] : [{ value: "", label: texts.usual }];
    const all = [...choices, ...options.map((option) => ({ value: option, label: option }))];
    return <Select label={inLanguage(label)} value={value} options={all} onChange={onInput} />;
  }
  return (
    <Field
      label={inLanguage(label)}
      hint={hint && inLanguage(hint)}
      required={required ?? false}
      value={value}
      error={error ?? wrongIn(value, pattern)}
      onInput={onInput}
    />
  );
}

/** What does not match is said while it is written. */
function wrongIn(value: string, pattern: string | undefined): string | undefined {
  const matches = value === "" || pattern === undefined || new RegExp(`^(?:${pattern})$`, "u").test(value);
  return matches ? undefined : accountTexts().wrong;
}
