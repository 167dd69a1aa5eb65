import { createHash } from "node:crypto";
import type { Article, CannedReply, Intent, KnowledgeImport } from "@parley/protocol";
import type { Snapshot } from "../snapshot.ts";
import { articleChange, type Difference, intentChange, removal, replyChange } from "./differences.ts";
import { mergedArticle, mergedIntent, mergedReply, type Ready } from "./merge.ts";
import type { Problem } from "./problem.ts";
import { withIds } from "./ready.ts";
import type { IntentDraft, Reading } from "./reading.ts";

/** An entry to write, made of what is there at the moment of writing. */
export interface Write<T> {
  id: string;
  make: (there: T | undefined) => T;
}

/** What an import does to the knowledge. */
export interface Plan {
  intents: Write<Intent>[];
  articles: Write<Article>[];
  replies: Write<CannedReply>[];
  /** Ids of what goes. */
  removed: { intents: string[]; articles: string[]; replies: string[] };
  /** What that changes, entry by entry: what goes, what comes, what stays. */
  changes: Difference[];
  withoutAnswer: number;
  problems: Problem[];
  problemCount: number;
  digest: string;
}

const MOST_CHOICES = 6;

/** Says what files would change of the knowledge as it is. Changes nothing. Where inboxes are told, others are named that files mention. */
export function planImport(
  reading: Reading,
  current: Snapshot,
  mode: KnowledgeImport["mode"],
  inboxes?: readonly string[],
): Plan {
  const problems = [...reading.problems, ...(inboxes ? nowhere(reading, inboxes) : [])];
  const drafts = withIds(reading, current.intents.values(), (found) => problems.push(found));
  const replies = new Map(current.cannedReplies.map((reply) => [reply.shortcut, reply]));
  const gone = (there: Iterable<string>, written: readonly { id: string }[]) => {
    const ids = new Set(written.map(({ id }) => id));
    return mode === "replaceAll" && written.length > 0 ? [...there].filter((id) => !ids.has(id)) : [];
  };
  const removed = {
    intents: gone(current.intents.keys(), drafts.intents),
    articles: gone(current.articles.keys(), drafts.articles),
    replies: gone(replies.keys(), drafts.replies),
  };
  const known = {
    intents: idsAfter(current.intents.keys(), drafts.intents, removed.intents),
    articles: idsAfter(current.articles.keys(), drafts.articles, removed.articles),
  };
  const intents = drafts.intents.map((draft) => linked(draft, known, problems));

  const writes = {
    intents: intents.map((draft) => ({
      id: draft.id,
      make: (there: Intent | undefined) => mergedIntent(draft, mode, there),
    })),
    articles: drafts.articles.map((draft) => ({
      id: draft.id,
      make: (there: Article | undefined) => mergedArticle(draft, mode, there),
    })),
    replies: drafts.replies.map((draft) => ({
      id: draft.id,
      make: (there: CannedReply | undefined) => mergedReply(draft, mode, there),
    })),
  };
  const made = writes.intents.map(({ id, make }) => [current.intents.get(id), make(current.intents.get(id))] as const);
  const changes = [
    ...removed.intents.map((id) => removal("intents", id, current.intents.get(id)?.title)),
    ...removed.articles.map((id) => removal("articles", id, current.articles.get(id)?.title)),
    ...removed.replies.map((id) => removal("cannedReplies", id)),
    ...made.map(([before, after]) => intentChange(before, after)),
    ...writes.articles.map(({ id, make }) => articleChange(current.articles.get(id), make(current.articles.get(id)))),
    ...writes.replies.map(({ id, make }) => replyChange(replies.get(id), make(replies.get(id)))),
  ];
  const silent = made.filter(
    ([before, { answer, action }]) => !before && !action && !Object.values(answer).some(Boolean),
  );
  return {
    ...writes,
    removed,
    changes,
    withoutAnswer: silent.length,
    problems,
    problemCount: problems.length + reading.unlisted,
    digest: digestOf(changes, made),
  };
}

function idsAfter(
  there: Iterable<string>,
  written: readonly { id: string }[],
  removed: readonly string[],
): ReadonlySet<string> {
  const ids = new Set([...there, ...written.map(({ id }) => id)]);
  for (const id of removed) ids.delete(id);
  return ids;
}

/** Inboxes that there are not. They are kept: they may be made after the file is taken in. */
function nowhere({ intents, articles, replies }: Reading, inboxes: readonly string[]): Problem[] {
  return [...intents, ...articles, ...replies].flatMap(({ name, where, inboxes: named = [] }) =>
    named.filter((id) => !inboxes.includes(id)).map((detail): Problem => ({ code: "noInbox", ...where, name, detail })),
  );
}

/** Leaves out links and choices that lead nowhere, and says so. */
function linked(
  draft: Ready<IntentDraft>,
  known: { intents: ReadonlySet<string>; articles: ReadonlySet<string> },
  problems: Problem[],
): Ready<IntentDraft> {
  const { article, choices, ...rest } = draft;
  const about = { ...draft.where, name: draft.name };
  if (article && !known.articles.has(article)) problems.push({ code: "noArticle", ...about, detail: article });
  const offered = choices?.filter((choice) => {
    if (known.intents.has(choice)) return true;
    problems.push({ code: "noIntent", ...about, detail: choice });
    return false;
  });
  if (offered && offered.length > MOST_CHOICES)
    problems.push({ code: "tooManyChoices", ...about, detail: String(MOST_CHOICES) });
  return {
    ...rest,
    ...(article && known.articles.has(article) && { article }),
    ...(offered && { choices: offered.slice(0, MOST_CHOICES) }),
  };
}

function digestOf(changes: readonly Difference[], made: readonly (readonly [Intent | undefined, Intent])[]): string {
  const hash = createHash("sha256").update(JSON.stringify(changes.filter(({ change }) => change !== "unchanged")));
  for (const [, { id, examples, answer }] of made) hash.update(JSON.stringify([id, examples, answer]));
  return hash.digest("hex").slice(0, 32);
}
