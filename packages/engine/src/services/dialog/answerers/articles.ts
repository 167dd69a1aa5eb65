import type { Response } from "../bot-words.ts";
import { decideFound } from "../policy.ts";
import { showArticle } from "../turns.ts";
import type { Said, Taking } from "./asking.ts";

/** Answers with the article that search finds, if it is likely enough that it answers. */
export async function answerByArticle({ nlu, waiting, limits }: Taking, said: Said): Promise<Response | undefined> {
  if (waiting) return undefined;
  const turning = await said.turning();
  const [best] = await nlu.search({ text: said.text, locale: turning.locale, tag: turning.tag });
  return best && decideFound(best, limits) ? await showArticle(turning, best.source, best.score) : undefined;
}
