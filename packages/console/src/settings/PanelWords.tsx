import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";
import { ListField } from "./fields.tsx";
import type { LooksProps } from "./LooksFields.tsx";
import { chosenOf, named, useSpoken } from "./spoken.ts";
import { looksWords } from "./looks-words.ts";

interface PanelWordsProps extends LooksProps {
  /** The language that was chosen. */
  locale: string | undefined;
  onLocale: (locale: string) => void;
}

/** What the widget says, in one language at a time. */
export function PanelWords({ settings, change, error, locale, onLocale }: PanelWordsProps) {
  const words = looksWords();
  const { title, greeting, intro, starters, texts: all } = settings;
  const tags = useSpoken(title, greeting, intro, starters, all);
  const language = chosenOf(tags, locale);
  const texts = all?.[language] ?? {};
  const heads = [
    ["title", words.heading],
    ["greeting", words.greeting],
    ["intro", words.intro],
  ] as const;
  return (
    <div class="card stack">
      <h2>{words.panelWords}</h2>
      <Select label={words.language} value={language} options={named(tags)} onChange={onLocale} />
      {heads.map(([name, label]) => (
        <Field
          key={name}
          label={label}
          lang={language}
          value={settings[name]?.[language] ?? ""}
          error={error(`${name}.${language}`)}
          onInput={(said) => change({ [name]: { ...settings[name], [language]: said } })}
        />
      ))}
      <ListField
        lines
        label={words.starters}
        value={starters?.[language] ?? []}
        error={error(`starters.${language}`)}
        onChange={(said) => change({ starters: { ...starters, [language]: said } })}
      />
      {Object.entries(words.texts).map(([name, label]) => (
        <Field
          key={name}
          label={label}
          lang={language}
          value={texts[name] ?? ""}
          error={error(`texts.${language}.${name}`)}
          onInput={(said) => change({ texts: { ...all, [language]: { ...texts, [name]: said } } })}
        />
      ))}
    </div>
  );
}
