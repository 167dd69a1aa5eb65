import { ChatError, type Intent } from "@parley/protocol";
import type { Documents } from "./documents.ts";
import type { Snapshot } from "./snapshot.ts";

/** What intents refer to: the article behind the answer, and the intents that are offered as choices. */
export function createLinks({ intents }: Documents, current: () => Snapshot) {
  function checkReferences({ id, articleId, choices }: Intent): void {
    if (articleId && !current().articles.has(articleId)) {
      throw new ChatError("invalid", `There is no article "${articleId}".`);
    }
    const missing = choices?.find((choice) => choice !== id && !current().intents.has(choice));
    if (missing) throw new ChatError("invalid", `There is no intent "${missing}" to offer as a choice.`);
  }

  async function unlinkArticle(articleId: string): Promise<void> {
    for (const intent of current().intents.values()) {
      if (intent.articleId !== articleId) continue;
      await intents.edit(intent.id, ({ articleId: linked, ...rest }) => (linked === articleId ? rest : undefined));
    }
  }

  async function unlinkChoice(id: string): Promise<void> {
    for (const intent of current().intents.values()) {
      if (!intent.choices?.includes(id)) continue;
      await intents.edit(intent.id, (doc) => ({ ...doc, choices: doc.choices?.filter((choice) => choice !== id) }));
    }
  }

  return { checkReferences, unlinkArticle, unlinkChoice };
}
export type Links = ReturnType<typeof createLinks>;
