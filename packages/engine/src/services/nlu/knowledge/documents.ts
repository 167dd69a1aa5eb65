import type { Article, CannedReply, Intent } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import { STATE } from "../state.ts";
import { createVersioned } from "./versioned.ts";

type State = Doc & { revision: number; started?: "planting" | "planted" };

export const INTENTS = defineCollection<Intent & Doc>("intents", { owner: "nlu", refersTo: ["articles"] });
export const ARTICLES = defineCollection<Article & Doc>("articles", { owner: "nlu" });
export const CANNED_REPLIES = defineCollection<CannedReply & Doc>("cannedReplies", { owner: "nlu" });

const FIELDS = ["updatedAt", "updatedBy"] as const;

/** What knowledge is kept as, and the revision of all of it. */
export function openDocuments(store: Store) {
  const state = STATE.open<State>(store);
  const intents = createVersioned(INTENTS.open(store), {
    noun: "intent",
    optional: ["articleId", "action", "tone", "choices", "inboxes", ...FIELDS],
  });
  const articles = createVersioned(ARTICLES.open(store), { noun: "article", optional: ["inboxes", ...FIELDS] });
  const replies = createVersioned(CANNED_REPLIES.open(store), {
    noun: "canned reply",
    optional: ["folder", "inboxes", ...FIELDS],
  });
  return { state, intents, articles, replies };
}
export type Documents = ReturnType<typeof openDocuments>;
