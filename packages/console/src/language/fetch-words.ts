import type { Locale } from "@parley/protocol";

/**
 * Fetches the words of a language, which the build keeps in a file of its own (`words-by-language.ts`); until then they cannot be
 * read. Unbuilt they are all here. Rejects where they cannot be had.
 */
export async function fetchWords(_locale: Locale): Promise<void> {}
