/** The language and the script of a tag (`zh-TW`: `zh`, `Hant`); the language of what is no tag is empty. */
export function partsOf(tag: string): { language: string; script?: string | undefined } {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return { language: "" };
  }
}

/**
 * Of the languages that something is offered in, the nearest to a BCP 47 tag: the same, else the same language in the same script, else
 * the same language, else the first that is offered. `en` where nothing is.
 */
export function nearestLanguage<T extends string>(tag: string, offered: readonly T[]): T | "en" {
  const same = offered.find((one) => one.toLowerCase() === tag.toLowerCase());
  if (same !== undefined) return same;
  const wanted = partsOf(tag);
  const near = offered.filter((one) => partsOf(one).language === wanted.language);
  return near.find((one) => partsOf(one).script === wanted.script) ?? near[0] ?? offered[0] ?? "en";
}
