import type { Looks } from "./looks.ts";
import { partsOf } from "./nearest-language.ts";
import type { WorkspaceSettings } from "./settings.ts";

const isSame = (one: string, other: string) => partsOf(one).language === partsOf(other).language;

/** The languages in which visitors of an inbox are spoken to, the first for whoever speaks none of them; any, if there are none (SPEC L10). */
export function servedLanguages(
  { languages: own = [] }: Pick<Looks, "languages">,
  { languages, onlyLanguages }: Pick<WorkspaceSettings, "languages" | "onlyLanguages">,
): string[] {
  if (own.length > 0) return own;
  if (!onlyLanguages) return [];
  const english = languages.filter((one) => isSame(one, "en"));
  return [...english, ...languages.filter((one) => !english.includes(one))];
}

/** Whether one is spoken to in a language, in whatever script. */
export const isServed = (tag: string, served: readonly string[]): boolean =>
  served.length === 0 || served.some((one) => isSame(one, tag));

/** The language in which somebody is spoken to whose client speaks `tag`. */
export const servedTag = (tag: string, served: readonly string[]): string =>
  isServed(tag, served) ? tag : (served[0] ?? tag);
