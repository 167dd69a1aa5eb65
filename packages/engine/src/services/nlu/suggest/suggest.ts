import { isFor, type Locale, type Understanding } from "@parley/protocol";
import type { Candidate } from "../contract.ts";
import type { createEntityReader } from "../entities/entities.ts";
import { intentTitle, plainAnswer, type Speaking, wordsIn } from "../knowledge/answer.ts";
import { forInbox } from "../knowledge/for-inbox.ts";
import type { Snapshot } from "../knowledge/snapshot.ts";
import type { Found } from "../search/articles.ts";
import { terms } from "../search/terms.ts";
import { languageOf } from "../understand/language.ts";
import type { Utterance } from "../understand/understand.ts";
import type { ReplySearch } from "./replies.ts";

export interface SuggestParts {
  knowledge: () => Snapshot;
  understand: (utterance: Utterance) => Promise<Understanding>;
  findArticles: (text: string, where: Speaking & { inboxId?: string | undefined }) => Promise<Found[]>;
  findReplies: ReplySearch;
  readEntities: ReturnType<typeof createEntityReader>;
}

export interface Asked {
  text: string;
  before?: string | undefined;
  locale: Locale;
  tag?: string | undefined;
  inboxId?: string | undefined;
}

/** More than are shown: some of them were said already. */
const MOST = 8;
/** Terms that words are found by; what is longer says nothing more. */
const MOST_TERMS = 48;
/** What is left of a score where the model thinks that the question is none of its own. */
const OUT_OF_SCOPE = 0.5;
/** And of an article's where the answer of an intent says what is in it, in fewer words. */
const SAID_BY_ANSWER = 0.5;

/** Makes what finds something to say to a visitor's words, and what such words are found by. */
export function createSuggest({ knowledge, understand, findArticles, findReplies, readEntities }: SuggestParts) {
  function gist(text: string): { language: "en" | "zh"; terms: string[] } {
    const language = languageOf(text);
    // Numbers and addresses are somebody's, and never come again.
    const redacted = readEntities(text, language).redacted.replace(/\[[a-z]+\]|\d+/g, " ");
    return { language, terms: [...new Set(terms(redacted))].slice(0, MOST_TERMS) };
  }

  async function suggest({ text, before = "", locale, tag, inboxId }: Asked) {
    const understanding = await understand({ text, locale, inboxId });
    const { language } = understanding;
    const speaking: Speaking = { locale: language === "zh" ? "zh-CN" : "en", tag };
    const here = forInbox(knowledge(), inboxId);
    const answers = answersOf(understanding, here, speaking);
    const articles = (await findArticles(text, { ...speaking, inboxId })).map(({ source, score }): Candidate => {
      const { articleId: id, title, passage = "" } = source;
      const isSaid = answers.some((one) => here.intents.get(one.id)?.articleId === id);
      return { kind: "article", id, title, text: passage, score: isSaid ? score * SAID_BY_ANSWER : score };
    });
    const replies = cannedOf(findReplies(text), here, { speaking, inboxId });
    const candidates = [...answers, ...articles, ...replies]
      .filter((one) => one.text !== "")
      .sort((one, other) => other.score - one.score)
      .slice(0, MOST);
    const named = readEntities(`${before}\n${text}`, language).entities;
    const known = Object.fromEntries(named.map((entity) => [entity.type, entity.text]));
    return { ...gist(text), language, known, candidates };
  }

  return { suggest, gist };
}

/** What intents answer that may be meant; for a person there is nothing to hand over. */
function answersOf({ intents, inScope, entities }: Understanding, here: Snapshot, speaking: Speaking): Candidate[] {
  return intents.flatMap(({ intent: id, confidence }): Candidate[] => {
    const intent = here.intents.get(id);
    if (!intent || intent.action) return [];
    const text = plainAnswer(intent, entities, speaking);
    const score = inScope ? confidence : confidence * OUT_OF_SCOPE;
    return [{ kind: "answer", id, title: intentTitle(intent, speaking), text, score }];
  });
}

function cannedOf(
  found: ReturnType<ReplySearch>,
  { cannedReplies }: Snapshot,
  { speaking, inboxId }: { speaking: Speaking; inboxId: string | undefined },
): Candidate[] {
  return found.flatMap(({ shortcut, score }): Candidate[] => {
    const reply = cannedReplies.find((one) => one.shortcut === shortcut);
    if (!reply || (inboxId !== undefined && !isFor(reply, inboxId))) return [];
    return [{ kind: "canned", id: shortcut, title: `/${shortcut}`, text: wordsIn(reply.text, speaking), score }];
  });
}
