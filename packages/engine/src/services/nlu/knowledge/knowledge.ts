import { type Article, type CannedReply, ChatError, type Intent } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import { createDemo } from "./demo.ts";
import { openDocuments } from "./documents.ts";
import { createHeld } from "./held.ts";
import { createLinks } from "./links.ts";
import { createWhole, type Stamp, withExamplesOnce } from "./whole.ts";

/** Opens the intents, articles and canned replies of a store: held in memory, the same on every node. Nothing is read before the first `refresh`. */
export function createKnowledge({ store, now }: { store: Store; now: () => number }) {
  const documents = openDocuments(store);
  const { intents, articles, replies } = documents;
  const held = createHeld(documents, now);
  const { current, refresh, changed, onChange } = held;
  const links = createLinks(documents, current);
  const stamp: Stamp = (by) => ({ updatedAt: now(), updatedBy: by });
  const { carryOut, plant } = createWhole({ documents, held, links, stamp });

  return {
    current,
    refresh,
    onChange,

    async saveIntent(intent: Intent, by: string): Promise<Intent> {
      await refresh();
      links.checkReferences(intent);
      const saved = await intents.save({ ...withExamplesOnce(intent), _id: intent.id, ...stamp(by) });
      await changed();
      return saved;
    },
    async removeIntent(id: string, seen?: number): Promise<void> {
      await intents.remove(id, seen);
      await links.unlink({ intents: [id] });
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
      await links.unlink({ articles: [id] });
      await changed();
    },

    async saveCannedReply(reply: CannedReply, by: string): Promise<CannedReply> {
      const saved = await replies.save({ ...reply, _id: reply.shortcut, ...stamp(by) });
      await changed();
      return saved;
    },
    async removeCannedReply(shortcut: string, seen?: number): Promise<void> {
      await replies.remove(shortcut, seen);
      await changed();
    },

    carryOut,
    plant,
    ...createDemo({ documents, held, links }),
  };
}
