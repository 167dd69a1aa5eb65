import type { WebSettings } from "@parley/protocol";
import { Field } from "../ui/Field.tsx";
import { optionsOf, Select, Switch } from "../ui/Select.tsx";
import { NumberField } from "./fields.tsx";
import { LogoField } from "./LogoField.tsx";
import { looksWords } from "./looks-words.ts";

/** A part of a form of an inbox of the web. */
export interface LooksProps {
  settings: WebSettings;
  change: (changed: { [K in keyof WebSettings]?: WebSettings[K] | undefined }) => void;
  error: (field: string) => string | undefined;
}

const namesOf = <T extends string>(names: Readonly<Record<T, string>>) => optionsOf(Object.keys(names) as T[], names);

/** What the widget looks like, and where it stands. */
export function LooksFields({ settings, change, error }: LooksProps) {
  const words = looksWords();
  const { color = "", theme = "auto", launcher = {}, logo, autoOpen = false } = settings;
  const { side = "right", icon = "bubble", hidden = false, offset = {} } = launcher;
  const place = (changed: typeof launcher) => change({ launcher: { ...launcher, ...changed } });
  const usualIcon = ({ icon: _icon, ...rest }: typeof launcher) => change({ launcher: rest });
  return (
    <div class="card stack">
      <div class="columns">
        <Field
          label={words.color}
          value={color}
          placeholder="#3350d0"
          error={error("color")}
          onInput={(said) => change({ color: said || undefined })}
        />
        <Select
          label={words.theme}
          value={theme}
          options={namesOf(words.themes)}
          onChange={(next) => change({ theme: next })}
        />
      </div>
      <LogoField value={logo} error={error("logo")} onChange={(next) => change({ logo: next })} />
      <div class="columns">
        <Select
          label={words.icon}
          value={icon}
          options={namesOf(words.icons)}
          onChange={(next) => (next === "bubble" ? usualIcon(launcher) : place({ icon: next }))}
        />
        <Select
          label={words.side}
          value={side}
          options={namesOf(words.sides)}
          onChange={(next) => place({ side: next })}
        />
        {(["side", "bottom"] as const).map((edge) => (
          <NumberField
            key={edge}
            label={words.offsets[edge]}
            placeholder="20"
            value={offset[edge]}
            error={error(`launcher.offset.${edge}`)}
            onChange={(pixels) => place({ offset: { ...offset, [edge]: pixels } })}
          />
        ))}
      </div>
      <Switch label={words.hidden} on={hidden} onChange={(on) => place({ hidden: on })} />
      <Switch label={words.autoOpen} on={autoOpen} onChange={(on) => change({ autoOpen: on })} />
    </div>
  );
}
