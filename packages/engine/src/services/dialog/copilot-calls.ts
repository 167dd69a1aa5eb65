import {
  ArticleSearch,
  FoundArticles,
  LanguageModelDay,
  Locale,
  Macro,
  Removal,
  SuggestionCounts,
  SuggestionDays,
  Suggestions,
} from "@parley/protocol";
import * as v from "valibot";

/** What the dialog service knows for who writes to a visitor. */
export const copilotCalls = {
  /** What the agent may say to the visitor's last words. What they send next is held against it, and counted. */
  suggest: {
    input: v.object({ conversationId: v.string(), agentId: v.string() }),
    output: Suggestions,
    repeatable: true,
    deadline: 3_000,
  },
  /** Articles that the inbox of a conversation has, by words, in the language of these, and none that hardly answer; `likely`: nor any where the bot does not answer from them. */
  articles: {
    input: v.object({ ...ArticleSearch.entries, likely: v.optional(v.boolean()) }),
    output: FoundArticles,
    repeatable: true,
  },
  macros: { input: v.object({}), output: v.array(Macro), repeatable: true },
  putMacro: { input: v.object({ macro: Macro, by: v.string() }), output: Macro },
  removeMacro: { input: v.object({ id: v.string(), ...Removal.entries }), output: v.object({}), repeatable: true },
  /** One, with the words that its canned replies have now. `notFound` without it, or one of them. */
  macro: { input: v.object({ id: v.string(), locale: Locale }), output: Macro, repeatable: true },
  /** How often what was suggested was sent in some days, by UTC; in some inboxes only, where they are named. */
  suggested: {
    input: v.object({ from: v.number(), to: v.number(), inboxIds: v.optional(v.array(v.string())) }),
    output: SuggestionCounts,
    repeatable: true,
  },
  /** Counts that a language model was asked: for what, and whether it answered. No words come with it. */
  countLanguageModel: {
    input: v.object({ use: v.picklist(["drafts", "translation"]), failed: v.boolean() }),
    output: v.object({}),
  },
  /** How often it was, by day, the oldest first. */
  languageModelDays: { input: v.object({ since: v.number() }), output: v.array(LanguageModelDay), repeatable: true },
  suggestedDays: {
    input: v.object({ from: v.number(), to: v.number(), inboxIds: v.optional(v.array(v.string())) }),
    output: SuggestionDays,
    repeatable: true,
  },
};
