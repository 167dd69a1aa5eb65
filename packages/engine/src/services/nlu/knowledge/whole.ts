import type { Intent, Knowledge } from "@parley/protocol";
import type { Documents } from "./documents.ts";
import type { Plan } from "./exchange/plan.ts";
import type { Held } from "./held.ts";
import type { Links } from "./links.ts";

/** Who changed it, and when. */
export type Stamp = (by: string) => { updatedAt: number; updatedBy: string };

interface WholeParts {
  documents: Documents;
  held: Held;
  links: Links;
  stamp: Stamp;
}

/** Knowledge that comes all at once: the starter's, and imports. */
export function createWhole({ documents, held, links, stamp }: WholeParts) {
  const { state, intents, articles, replies } = documents;
  const { refresh, changed } = held;

  /** Carries out an import. Safe to repeat. */
  async function carryOut(plan: Pick<Plan, "intents" | "articles" | "replies" | "removed">, by: string): Promise<void> {
    await state.update({ _id: "starter" }, { $set: { started: "planted" }, $inc: { revision: 1 } }, { upsert: true });
    for (const { id, make } of plan.articles) {
      await articles.write(id, (there) => ({ ...make(there), _id: id, ...stamp(by) }));
    }
    for (const { id, make } of plan.intents) {
      await intents.write(id, (there) => ({ ...withExamplesOnce(make(there)), _id: id, ...stamp(by) }));
    }
    for (const { id, make } of plan.replies) {
      await replies.write(id, (there) => ({ ...make(there), _id: id, ...stamp(by) }));
    }
    await changed();
    const { removed } = plan;
    if (removed.intents.length + removed.articles.length + removed.replies.length === 0) return;
    // Before it goes: if this is cut short, nothing leads nowhere, and what is still there goes the next time.
    await links.unlink(removed);
    for (const id of removed.intents) await intents.remove(id);
    for (const id of removed.articles) await articles.remove(id);
    for (const id of removed.replies) await replies.remove(id);
    await changed();
  }

  /** Puts the starter knowledge into a store that has never had any, once, however many nodes try at the same time. */
  async function plant(read: () => Promise<Knowledge>): Promise<void> {
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
  }

  return { carryOut, plant };
}

/** No example twice, and none that is empty. */
export function withExamplesOnce<T extends Intent>(intent: T): T {
  const examples = intent.examples.map((example) => example.trim()).filter((example) => example !== "");
  return { ...intent, examples: [...new Set(examples)] };
}
