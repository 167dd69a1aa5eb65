import { readOutOfScope, readStarter } from "../../knowledge/starter.ts";

/** Sentences in both languages, the starter knowledge's, that show which words say little because they are everywhere. */
export async function readGeneralSentences(): Promise<string[]> {
  const [{ intents }, outOfScope] = await Promise.all([readStarter(), readOutOfScope()]);
  return [...intents.flatMap(({ examples }) => examples), ...outOfScope];
}
