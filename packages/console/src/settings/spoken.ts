import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { languageName } from "../language/format.ts";
import { language } from "../language/language.ts";

/** The languages in which visitors are spoken to, as far as they are typed. */
export const Spoken = createContext<readonly string[]>(["zh-CN", "en"]);

/** The languages to write words in: those in which visitors are spoken to, then others that have words already. */
export function useSpoken(...have: (object | undefined)[]): string[] {
  const spoken = useContext(Spoken).filter((tag) => /^[a-z]{2,3}\b/.test(tag));
  return [...new Set([...spoken, ...have.flatMap((words = {}) => Object.keys(words))])];
}

/** The one of them that was chosen, else the console's own, else the first. */
export const chosenOf = (tags: readonly string[], chosen = "") =>
  [chosen, language.value].find((tag) => tags.includes(tag)) ?? tags[0] ?? language.value;

/** Languages as options, by their names. */
export const named = (tags: readonly string[]) => tags.map((value) => ({ value, label: languageName(value) }));
