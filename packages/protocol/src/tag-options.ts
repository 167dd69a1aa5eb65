import type { Looks } from "./looks.ts";

/** Options of the widget as its script's tag may say them: words only. */
export type TagOptions = Record<string, string>;

/** What an inbox's looks say, as the script's tag would: `greetingZh`, `color`, `position` ... */
export function tagOptions(looks: Looks): TagOptions {
  const { title, greeting, intro, starters, texts } = looks;
  const words: TagOptions = {};
  const say = (name: string, language: string, said: string) => {
    const suffix = /^zh\b/.test(language) ? "Zh" : "En";
    if (/^(zh|en)\b/.test(language) && said) words[`${name}${suffix}`] ??= said;
  };
  for (const [name, all] of Object.entries({ title, greeting, intro })) {
    for (const [language, said] of Object.entries(all ?? {})) say(name, language, said);
  }
  for (const [language, all] of Object.entries(starters ?? {}))
    say("starters", language, all.filter(Boolean).join("|"));
  for (const [language, all] of Object.entries(texts ?? {})) {
    for (const [name, said] of Object.entries(all)) say(name, language, said);
  }
  return { ...placeOf(looks), ...words };
}

const placeOf = ({ color, theme, launcher, autoOpen }: Looks): TagOptions => ({
  ...(color && { color }),
  ...(theme && { theme }),
  ...(launcher?.side && { position: launcher.side }),
  ...(launcher?.hidden && { launcher: "hide" }),
  ...(autoOpen && { autoOpen: "true" }),
});
