import * as v from "valibot";
import type { MacroEvents } from "./macro.ts";
import type { Reply } from "./errors.ts";

/** Something that an agent may say to the visitor's last words (SPEC G1). Only who works in the console is told of it. */
export const Suggestion = v.object({
  /** An intent's answer, a passage of an article, a canned reply, or what agents answered to such words before. */
  kind: v.picklist(["answer", "article", "canned", "people"]),
  /** The intent, the article or the shortcut; nothing stands for what people said. */
  id: v.optional(v.string()),
  /** Where it is from, in words: a title, or `/shortcut`. */
  title: v.string(),
  text: v.string(),
  /** To how many people it was said, for `people`. */
  people: v.optional(v.number()),
});
export type Suggestion = v.InferOutput<typeof Suggestion>;

/** The best of them, three at most, and what the visitor has named, by what it is called in blanks. */
export const Suggestions = v.object({
  /** The message that they are for; absent where nothing waits for an answer. */
  messageId: v.optional(v.string()),
  suggestions: v.array(Suggestion),
  known: v.record(v.string(), v.string()),
});
export type Suggestions = v.InferOutput<typeof Suggestions>;

/** Words by which articles are looked for, from where one writes. */
export const ArticleSearch = v.object({
  conversationId: v.string(),
  text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
});
export type ArticleSearch = v.InferOutput<typeof ArticleSearch>;

/** What was found, best first, three at most: each with the passage that answers. */
export const FoundArticles = v.object({
  articles: v.array(v.object({ id: v.string(), title: v.string(), text: v.string() })),
});
export type FoundArticles = v.InferOutput<typeof FoundArticles>;

/** How often agents sent what was suggested: the first, second or third as it was, one of them changed, or something else. */
export const SuggestionCounts = v.object({
  first: v.number(),
  second: v.number(),
  third: v.number(),
  changed: v.number(),
  other: v.number(),
});
export type SuggestionCounts = v.InferOutput<typeof SuggestionCounts>;

/** The same by day (of UTC, as `2026-01-31`) and inbox, the oldest first. Of whose words and by whom is not kept. */
export const SuggestionDays = v.array(v.object({ day: v.string(), inboxId: v.string(), ...SuggestionCounts.entries }));
export type SuggestionDays = v.InferOutput<typeof SuggestionDays>;

type Ask<I, O> = (input: I, reply: (answer: Reply<O>) => void) => void;

/** What a console asks to help whoever writes. */
export interface CopilotEvents extends MacroEvents {
  /** What may be said to the visitor's last words (SPEC G1). */
  suggest: Ask<{ conversationId: string }, Suggestions>;
  /** Articles that the conversation's inbox has, by words. */
  articles: Ask<ArticleSearch, FoundArticles>;
}
