import type { Looks } from "./looks.ts";
import { partsOf } from "./nearest-language.ts";

/** Options of the widget as its script's tag may say them: words only. */
export type TagOptions = Record<string, string>;

/** What an inbox's looks say, as the script's tag would: `greetingZh`, `greetingZhHant`, `greetingDe`, `color`, `position` ... */
export function tagOptions(looks: Looks): TagOptions {
  const { title, greeting, intro, starters, texts } = looks;
  const words: TagOptions = {};
  const others: TagOptions = {};
  const say = (name: string, tag: string, said: string) => {
    const { language, script } = partsOf(tag);
    if (!said || !language) return;
    const own = name + language.replace(/^./, (first) => first.toUpperCase());
    if (script === "Hant") words[`${own}Hant`] ??= said;
    else words[own] ??= said;
    // Who reads the other script reads this one rather than another language.
    others[own] ??= said;
  };
  for (const [name, all] of Object.entries({ title, greeting, intro })) {
    for (const [language, said] of Object.entries(all ?? {})) say(name, language, said);
  }
  for (const [language, all] of Object.entries(starters ?? {}))
    say("starters", language, all.filter(Boolean).join("|"));
  for (const [language, all] of Object.entries(texts ?? {})) {
    for (const [name, said] of Object.entries(all)) say(name, language, said);
  }
  return { ...placeOf(looks), ...others, ...words };
}

const placeOf = ({ color, theme, launcher, autoOpen, files }: Looks): TagOptions => ({
  ...(color && { color }),
  ...(theme && { theme }),
  ...(launcher?.side && { position: launcher.side }),
  ...(launcher?.hidden && { launcher: "hide" }),
  ...(autoOpen && { autoOpen: "true" }),
  ...(files?.bytes === 0 && { files: "false" }),
});
