import { ChatError, type DemoKnowledge, type Intent, type Knowledge } from "@parley/protocol";
import type { Documents } from "./documents.ts";
import type { Held } from "./held.ts";
import type { Links } from "./links.ts";
import type { Everyday } from "./starter.ts";

interface DemoParts {
  documents: Documents;
  held: Held;
  links: Links;
}

/** What came with the engine: all of it, and what of it fits any site. */
export interface Demo {
  starter: Knowledge;
  everyday: readonly Everyday[];
}

/**
 * The knowledge that a store begins with, the demo shop's, taken out in one step and put back. Whatever a member has changed or made is theirs
 * and stays; so do everyday words, with answers that fit any site.
 */
export function createDemo({ documents: { intents, articles, replies }, held, links }: DemoParts) {
  const { current, refresh, changed } = held;

  /** Those of the demo shop that are as they came. */
  function asTheyCame({ starter, everyday }: Demo) {
    const stays = new Set(everyday.map(({ id }) => id));
    const came = new Map(starter.cannedReplies.map(({ shortcut, text }) => [shortcut, JSON.stringify(inOrder(text))]));
    const { intents: known, articles: written, cannedReplies } = current();
    return {
      intents: [...known.values()].filter((one) => isUntouched(one) && !stays.has(one.id)),
      everyday: [...known.values()].filter((one) => isUntouched(one) && stays.has(one.id)),
      articles: [...written.values()].filter(isUntouched),
      replies: cannedReplies.filter(({ shortcut, text }) => came.get(shortcut) === JSON.stringify(inOrder(text))),
    };
  }

  async function status(demo: Demo): Promise<DemoKnowledge> {
    await refresh();
    const came = asTheyCame(demo);
    const there = came.intents.length + came.articles.length + came.replies.length;
    const { intents: known, articles: written, cannedReplies } = current();
    return { there, own: known.size + written.size + cannedReplies.length - there - came.everyday.length };
  }

  return {
    demo: status,

    /** Takes it out. Safe to repeat. */
    async removeDemo(demo: Demo): Promise<DemoKnowledge> {
      await refresh();
      const came = asTheyCame(demo);
      for (const { id, version } of came.intents) await unlessChanged(intents.remove(id, version));
      for (const { id, version } of came.articles) await unlessChanged(articles.remove(id, version));
      for (const { shortcut, version } of came.replies) await unlessChanged(replies.remove(shortcut, version));
      for (const { id, en, zh } of demo.everyday) {
        await intents.edit(id, (there) => untouched(there, { ...there, answer: { en, "zh-CN": zh } }));
      }
      await changed();
      const { intents: left, articles: stay } = current();
      for (const { id } of came.articles) if (!stay.has(id)) await links.unlinkArticle(id);
      for (const { id } of came.intents) if (!left.has(id)) await links.unlinkChoice(id);
      await changed();
      return await status(demo);
    },

    /** Puts back what is not there of it. Safe to repeat. */
    async restoreDemo(demo: Demo): Promise<DemoKnowledge> {
      const { starter, everyday } = demo;
      for (const article of starter.articles) await articles.plant({ ...article, _id: article.id });
      for (const reply of starter.cannedReplies) await replies.plant({ ...reply, _id: reply.shortcut });
      for (const intent of starter.intents) await intents.plant({ ...intent, _id: intent.id });
      for (const { id } of everyday) {
        const came = starter.intents.find((one) => one.id === id);
        if (came) await intents.edit(id, (there) => untouched(there, { ...there, ...came, version: there.version }));
      }
      await changed();
      return await status(demo);
    },
  };
}

/** No member has changed or made it, nor has an import. */
const isUntouched = ({ updatedBy }: { updatedBy?: string | undefined }): boolean => updatedBy === undefined;

const untouched = <T extends Intent>(there: T, changed: T): T | undefined =>
  isUntouched(there) && JSON.stringify(there.answer) !== JSON.stringify(changed.answer) ? changed : undefined;

const inOrder = (text: Readonly<Record<string, string>>) =>
  Object.entries(text).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** What somebody has changed in this moment is theirs. */
async function unlessChanged(removing: Promise<void>): Promise<void> {
  await removing.catch((cause: unknown) => {
    if (ChatError.from(cause).code !== "conflict") throw cause;
  });
}
