import type { Article, CannedReply, Intent } from "@parley/protocol";

/** All knowledge as it was at one revision, in memory. */
export interface Snapshot {
  revision: number;
  intents: ReadonlyMap<string, Intent>;
  articles: ReadonlyMap<string, Article>;
  cannedReplies: readonly CannedReply[];
}
