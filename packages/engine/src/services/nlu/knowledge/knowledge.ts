import { type Article, type CannedReply, ChatError, type Intent, type Knowledge } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import { STATE } from "../state.ts";
import type { Plan } from "./exchange/plan.ts";
import type { Snapshot } from "./snapshot.ts";
import { createVersioned } from "./versioned.ts";

type State = Doc & { revision: number; started?: "planting" | "planted" };

export const INTENTS = defineCollection<Intent & Doc>("intents", { owner: "nlu", refersTo: ["articles"] });
export const ARTICLES = defineCollection<Article & Doc>("articles", { owner: "nlu" });
export const CANNED_REPLIES = defineCollection<CannedReply & Doc>("cannedReplies", { owner: "nlu" });

/** A change whose revision was not raised, because its node stopped in between, is seen by others after this long. */
const RELOAD_ANYWAY = 60_000;

const EMPTY: Snapshot = { revision: -1, intents: new Map(), articles: new Map(), cannedReplies: [] };
const FIELDS = ["updatedAt", "updatedBy"] as const;

/** Opens the intents, articles and canned replies of a store: held in memory, the same on every node. Nothing is read before the first `refresh`. */
export function createKnowledge({ store, now }: { store: Store; now: () => number }) {
  const state = STATE.open<State>(store);
  const intents = createVersioned(INTENTS.open(store), {
    noun: "intent",
    optional: ["articleId", "action", "tone", "choices", ...FIELDS],
  });
  const articles = createVersioned(ARTICLES.open(store), { noun: "article", optional: FIELDS });
  const replies = createVersioned(CANNED_REPLIES.open(store), {
    noun: "canned reply",
    optional: [],
  });

  let snapshot = EMPTY;
  let loadedAt = 0;
  let refreshing: Promise<void> = Promise.resolve();
  const listeners: (() => Promise<void>)[] = [];

  async function load(): Promise<void> {
    const revision = (await state.findOne({ _id: "knowledge" }))?.revision ?? 0;
    if (revision === snapshot.revision && now() - loadedAt < RELOAD_ANYWAY) return;
    const [allIntents, allArticles, allReplies] = await Promise.all([intents.all(), articles.all(), replies.all()]);
    snapshot = {
      revision,
      intents: new Map(allIntents.map(({ _id, ...intent }) => [_id, intent])),
      articles: new Map(allArticles.map(({ _id, ...article }) => [_id, article])),
      cannedReplies: allReplies.map(({ _id, ...reply }) => reply),
    };
    loadedAt = now();
    for (const listener of listeners) await listener();
  }

  /** Reads what has changed. A call sees everything written before it. */
  function refresh(): Promise<void> {
    const run = refreshing.then(load);
    refreshing = run.catch(() => undefined);
    return run;
  }

  async function changed(): Promise<void> {
    await state.update({ _id: "knowledge" }, { $inc: { revision: 1 } }, { upsert: true });
    await refresh();
  }

  const stamp = (by: string) => ({ updatedAt: now(), updatedBy: by });

  function checkReferences({ id, articleId, choices }: Intent): void {
    if (articleId && !snapshot.articles.has(articleId)) {
      throw new ChatError("invalid", `There is no article "${articleId}".`);
    }
    const missing = choices?.find((choice) => choice !== id && !snapshot.intents.has(choice));
    if (missing) throw new ChatError("invalid", `There is no intent "${missing}" to offer as a choice.`);
  }

  async function unlinkArticle(articleId: string): Promise<void> {
    for (const intent of snapshot.intents.values()) {
      if (intent.articleId !== articleId) continue;
      await intents.edit(intent.id, ({ articleId: linked, ...rest }) => (linked === articleId ? rest : undefined));
    }
  }

  async function unlinkChoice(id: string): Promise<void> {
    for (const intent of snapshot.intents.values()) {
      if (!intent.choices?.includes(id)) continue;
      await intents.edit(intent.id, (doc) => ({ ...doc, choices: doc.choices?.filter((choice) => choice !== id) }));
    }
  }

  return {
    current: (): Snapshot => snapshot,
    refresh,
    /** Calls a function after every change, before `refresh` resolves. */
    onChange(listener: () => Promise<void>): void {
      listeners.push(listener);
    },

    async saveIntent(intent: Intent, by: string): Promise<Intent> {
      await refresh();
      checkReferences(intent);
      const saved = await intents.save({ ...withExamplesOnce(intent), _id: intent.id, ...stamp(by) });
      await changed();
      return saved;
    },
    async removeIntent(id: string, seen?: number): Promise<void> {
      await intents.remove(id, seen);
      await unlinkChoice(id);
      await changed();
    },
    /** Adds examples that the intent does not have yet. `notFound` without the intent. */
    async addExamples(id: string, texts: readonly string[], by: string): Promise<void> {
      const there = await intents.edit(id, (doc) => {
        const examples = [...doc.examples, ...texts];
        const next = withExamplesOnce({ ...doc, examples });
        return next.examples.length > doc.examples.length ? { ...next, ...stamp(by) } : undefined;
      });
      if (!there) throw new ChatError("notFound", `There is no intent "${id}".`);
      await changed();
    },

    async saveArticle(article: Article, by: string): Promise<Article> {
      const saved = await articles.save({ ...article, _id: article.id, ...stamp(by) });
      await changed();
      return saved;
    },
    async removeArticle(id: string, seen?: number): Promise<void> {
      await articles.remove(id, seen);
      await unlinkArticle(id);
      await changed();
    },

    async saveCannedReply(reply: CannedReply): Promise<CannedReply> {
      const saved = await replies.save({ ...reply, _id: reply.shortcut });
      await changed();
      return saved;
    },
    async removeCannedReply(shortcut: string, seen?: number): Promise<void> {
      await replies.remove(shortcut, seen);
      await changed();
    },

    /** Carries out an import. Safe to repeat. */
    async carryOut(plan: Pick<Plan, "intents" | "articles" | "replies" | "removed">, by: string): Promise<void> {
      await state.update({ _id: "starter" }, { $set: { started: "planted" }, $inc: { revision: 1 } }, { upsert: true });
      for (const { id, make } of plan.articles) {
        await articles.write(id, (there) => ({ ...make(there), _id: id, ...stamp(by) }));
      }
      for (const { id, make } of plan.intents) {
        await intents.write(id, (there) => ({ ...withExamplesOnce(make(there)), _id: id, ...stamp(by) }));
      }
      for (const { id, make } of plan.replies) await replies.write(id, (there) => ({ ...make(there), _id: id }));
      for (const id of plan.removed.intents) await intents.remove(id);
      for (const id of plan.removed.articles) await articles.remove(id);
      for (const id of plan.removed.replies) await replies.remove(id);
      await changed();
      for (const id of plan.removed.articles) await unlinkArticle(id);
      for (const id of plan.removed.intents) await unlinkChoice(id);
      if (plan.removed.articles.length + plan.removed.intents.length > 0) await changed();
    },

    /** Puts the starter knowledge into a store that has never had any, once, however many nodes try at the same time. */
    async plant(read: () => Promise<Knowledge>): Promise<void> {
      const before = await state.findOne({ _id: "starter" });
      if (before?.started !== "planted") {
        await state.insert({ _id: "starter", revision: 0, started: "planting" });
        const knowledge = await read();
        await Promise.all([
          ...knowledge.articles.map((article) => articles.plant({ ...article, _id: article.id })),
          ...knowledge.intents.map((intent) => intents.plant({ ...intent, _id: intent.id })),
          ...knowledge.cannedReplies.map((reply) => replies.plant({ ...reply, _id: reply.shortcut })),
        ]);
        await state.update({ _id: "starter" }, { $set: { started: "planted" } });
        await state.update({ _id: "knowledge" }, { $inc: { revision: 1 } }, { upsert: true });
      }
      await refresh();
    },
  };
}

function withExamplesOnce<T extends Intent>(intent: T): T {
  const examples = intent.examples.map((example) => example.trim()).filter((example) => example !== "");
  return { ...intent, examples: [...new Set(examples)] };
}
