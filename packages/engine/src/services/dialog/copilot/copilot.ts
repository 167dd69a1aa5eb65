import {
  type Conversation,
  FIRST_INBOX,
  type FoundArticles,
  type Locale,
  type LogPage,
  type Profile,
  type Suggestion,
  type Suggestions,
} from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import type { Nlu } from "../../nlu/contract.ts";
import type { Dialog, Outcome } from "../contract.ts";
import type { Heads } from "../heads.ts";
import { createCounted } from "./counted.ts";
import { createMacros } from "./macros.ts";
import { createModelDays } from "./model-days.ts";
import { createEarlier } from "./earlier.ts";
import { type FromArticlesParts, fromArticles } from "./from-articles.ts";
import { type LastWords, lastWords, saidTo } from "./last-words.ts";
import { WORTH_SHOWING } from "./worth-showing.ts";

export interface CopilotParts extends FromArticlesParts {
  store: Store;
  nlu: Pick<Nlu, "suggest" | "gist" | "search" | "knowledge">;
  heads: Pick<Heads, "get">;
  pages: { after: (conversationId: string, after: number | undefined) => Promise<LogPage> };
  personOf: PersonOf;
  now: () => number;
  onError: (error: unknown) => void;
}

/** Characters that a macro takes for a blank (see `RunMacro`). */
const LONGEST = 200;

/** The person behind a visitor, by whatever way they came, all visitors that they are, and what is known of them; nothing of who was erased. */
export type PersonOf = (
  visitorId: string,
) => Promise<{ id: string; profiles: Profile[]; visitorIds?: string[] } | undefined>;

/** As many as there is room for above the composer. */
const MOST = 3;
/** The words before are looked at where the last ones lead to nothing as likely as this. */
const ENOUGH = 0.3;
/** Answers that wait to be noted; more are left out, for many others say the same. */
const WAITING = 100;

/** What helps an agent to answer: suggestions, what people answered before, and how often a suggestion is what was sent. */
export function createCopilot({ store, nlu, heads, pages, personOf, now, onError, ...saying }: CopilotParts) {
  const answersFromArticles = fromArticles(saying);
  const earlier = createEarlier(store, now);
  const counted = createCounted(store, now);
  const working = new Set<Promise<void>>();

  async function suggest({ conversationId, agentId }: Parameters<Dialog["suggest"]>[0]): Promise<Suggestions> {
    const [{ conversation }, { events }] = await Promise.all([
      heads.get(conversationId),
      pages.after(conversationId, undefined),
    ]);
    const { inboxId = FIRST_INBOX } = conversation;
    const words = lastWords(events);
    if (!words) return { suggestions: [], known: {} };
    const { found, known } = await likeliest(words, conversation, inboxId);
    const said = new Set(saidTo(events).map(plain));
    const suggestions = best(found.filter(({ text }) => !said.has(plain(text))));
    counted.shown(conversationId, agentId, { inboxId, suggestions });
    return { messageId: words.messageId, suggestions, known };
  }

  async function likeliest({ runs, before }: LastWords, { locale: tag }: Conversation, inboxId: string) {
    let [found, known]: [Scored[], Record<string, string>] = [[], {}];
    for (const text of runs) {
      const locale: Locale = tag.startsWith("zh") ? "zh-CN" : "en";
      const { candidates, ...gist } = await nlu.suggest({ text, before, locale, tag, inboxId });
      const people = await earlier.find(inboxId, gist, MOST);
      const all = [...candidates, ...people.map((one) => ({ kind: "people" as const, title: "", ...one }))];
      known = { ...namedIn(gist.known), ...known };
      if (all.length > 0 && found.length === 0) found = all;
      if (!all.some(({ score }) => score >= ENOUGH)) continue;
      found = all;
      break;
    }
    return { found, known };
  }

  /** Notes and counts what an agent said. */
  async function hear(conversation: Conversation, said: Extract<Outcome["events"][number], { type: "message" }>) {
    if (said.author.kind !== "agent" || said.content.type !== "text") return;
    const { id: conversationId, inboxId = FIRST_INBOX, visitorId } = conversation;
    const { text } = said.content;
    await counted.sent(conversationId, said.author.id, text);
    const { events } = await pages.after(conversationId, undefined);
    const words = lastWords(events.filter(({ seq }) => seq < said.seq));
    const [asked] = words?.runs ?? [];
    if (asked === undefined) return;
    const [gist, person] = await Promise.all([nlu.gist({ text: asked }), personOf(visitorId)]);
    if (!person) return;
    const whose = { profiles: person.profiles, said: words?.before, agent: said.author.name };
    await earlier.note({ conversationId, inboxId, personId: person.id, whose, messageId: said.id, text, gist });
  }

  function heard({ events, conversation, duplicate }: Outcome): void {
    const said = events.at(-1);
    if (duplicate || said?.type !== "message" || said.author.kind !== "agent" || working.size >= WAITING) return;
    const work = hear(conversation, said)
      .catch(onError)
      .finally(() => working.delete(work));
    working.add(work);
  }

  async function articles({ conversationId, text, likely }: Parameters<Dialog["articles"]>[0]): Promise<FoundArticles> {
    const { inboxId = FIRST_INBOX, locale: tag } = (await heads.get(conversationId)).conversation;
    if (likely && !(await answersFromArticles(inboxId))) return { articles: [] };
    const { language } = await nlu.gist({ text });
    const found = await nlu.search({ text, locale: language === "zh" ? "zh-CN" : "en", tag, inboxId });
    const shown = found.filter(({ score }) => score >= WORTH_SHOWING);
    return {
      articles: shown.map(({ source: { articleId: id, title, passage } }) => ({ id, title, text: passage ?? title })),
    };
  }

  return {
    handlers: {
      ...createMacros(store, nlu, now),
      ...createModelDays(store, now),
      suggest,
      articles,
      suggested: ({ from, to, inboxIds }: Parameters<Dialog["suggested"]>[0]) => counted.inAll(from, to, inboxIds),
      suggestedDays: ({ from, to, inboxIds }: Parameters<Dialog["suggestedDays"]>[0]) =>
        counted.between(from, to, inboxIds),
    },

    /** Carries out commands and hears what came of them. Nobody waits for what follows. */
    hearing: (carryOut: Dialog["apply"]) => async (asked: Parameters<Dialog["apply"]>[0]) => {
      const outcome = await carryOut(asked);
      heard(outcome);
      return outcome;
    },

    erase: earlier.erase,
    /** Finishes what was begun. */
    close: async () => void (await Promise.all(working)),
  };
}

type Scored = Suggestion & { score: number };

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

/** What fits a blank; a macro is refused whole for what is longer. */
const namedIn = (known: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(known).filter(([, value]) => value.length <= LONGEST));

/** The likeliest, each said once. */
function best(found: readonly Scored[]): Suggestion[] {
  const seen = new Set<string>();
  return found
    .toSorted((one, other) => other.score - one.score)
    .filter(({ text, score }) => score >= WORTH_SHOWING && !seen.has(plain(text)) && seen.add(plain(text)))
    .slice(0, MOST)
    .map(({ score: _score, ...suggestion }) => suggestion);
}
