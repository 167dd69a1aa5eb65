import { isServed, type Locale, servedTag } from "@parley/protocol";
import { ownWordsIn } from "./words.ts";

/** In what the bot speaks to a visitor where not every language is served (SPEC L10). */
export interface Spoken {
  /** What stands for the language of the visitor's client. */
  tag: string;
  /** What stands for a language of the bot's. */
  speaks: (locale: Locale) => Locale;
}

/** Any language, if none is served. */
export function spokenTo(client: string, served: readonly string[]): Spoken {
  const tag = servedTag(client, served);
  return { tag, speaks: (locale) => (isServed(locale, served) ? locale : ownWordsIn(tag)) };
}
