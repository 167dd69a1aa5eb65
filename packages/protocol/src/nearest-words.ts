import { nearestLanguage } from "./nearest-language.ts";

/** Whether anything is said there. */
export const isSaid = (said: unknown) => said !== "" && (!Array.isArray(said) || said.length > 0);

/** Of what is said by language, that in the nearest; nothing where nothing is said. */
export function nearestWords<T extends string | readonly string[]>(
  locale: string,
  said: Readonly<Record<string, T>> = {},
): T | undefined {
  const offered = Object.keys(said).filter((language) => isSaid(said[language]));
  return offered.length > 0 ? said[nearestLanguage(locale, offered)] : undefined;
}

/** Whether a field is an attribute of the site's own: `attributes.topic`. */
export const isAttribute = (field: string): boolean => field.startsWith("attributes.");
