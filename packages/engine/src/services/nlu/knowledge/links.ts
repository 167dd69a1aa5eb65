import { ChatError, type Intent } from "@parley/protocol";
import type { Documents } from "./documents.ts";
import type { Snapshot } from "./snapshot.ts";

/** Ids of what has gone. */
interface Gone {
  intents?: Iterable<string>;
  articles?: Iterable<string>;
}

/** What intents refer to: the article behind the answer, and the intents that are offered as choices. */
export function createLinks({ intents }: Documents, current: () => Snapshot) {
  function checkReferences({ id, articleId, choices }: Intent): void {
    if (articleId && !current().articles.has(articleId)) {
      throw new ChatError("invalid", `There is no article "${articleId}".`);
    }
    const missing = choices?.find((choice) => choice !== id && !current().intents.has(choice));
    if (missing) throw new ChatError("invalid", `There is no intent "${missing}" to offer as a choice.`);
  }

  /** Lets no intent lead to what has gone, or goes: those that go themselves are left as they are. */
  async function unlink({ intents: goes = [], articles: go = [] }: Gone): Promise<void> {
    const [gone, goneArticles] = [new Set(goes), new Set(go)];
    const without = <T extends Intent>(intent: T): T | undefined => {
      const { articleId = "", choices = [] } = intent;
      const [isLost, left] = [goneArticles.has(articleId), choices.filter((choice) => !gone.has(choice))];
      if (!isLost && left.length === choices.length) return undefined;
      return {
        ...intent,
        ...(isLost && { articleId: undefined }),
        ...(left.length < choices.length && { choices: left }),
      };
    };
    for (const intent of current().intents.values()) {
      if (!gone.has(intent.id) && without(intent)) await intents.edit(intent.id, without);
    }
  }

  return { checkReferences, unlink };
}
export type Links = ReturnType<typeof createLinks>;
