import type { Article, CannedReply, Intent, KnowledgeImport, Locale } from "@parley/protocol";
import type { ArticleDraft, IntentDraft, ReplyDraft, Words } from "./reading.ts";

type Mode = KnowledgeImport["mode"];
type Both = Record<Locale, string> & Record<string, string>;

/** Whether what a file says takes the place of what there was, and whether nothing of that stays. */
interface How {
  replaces: boolean;
  afresh: boolean;
}

/** A draft whose names have become ids. */
export type Ready<D> = D & { id: string };

/** The intent that a file's words and the one that is there make together. */
export function mergedIntent(draft: Ready<IntentDraft>, mode: Mode, there: Intent | undefined): Intent {
  const { id, version, title, examples, answer, ...once } = there ?? { ...BLANK, id: draft.id };
  const how = { replaces: mode !== "merge", afresh: mode !== "merge" && draft.whole };
  return {
    id,
    title: draft.titleMade && named(title) && !how.afresh ? title : words(title, draft.title, how),
    examples: examplesOf(examples, draft.examples, how),
    answer: words(answer, draft.answer, how),
    ...(!how.afresh && once),
    ...onceSaid(draft),
    version,
  };
}

/** What an intent may have, once, as far as a file says it. */
function onceSaid({
  article,
  action,
  tone,
  choices = [],
  inboxes,
}: IntentDraft): Pick<Intent, "articleId" | "action" | "tone" | "choices" | "inboxes"> {
  return {
    ...(inboxes && { inboxes }),
    ...(article && { articleId: article }),
    ...(action && { action }),
    ...(tone && { tone }),
    ...(choices.length > 0 && { choices }),
  };
}

const BLANK: Intent = {
  id: "",
  title: { en: "", "zh-CN": "" },
  examples: [],
  answer: { en: "", "zh-CN": "" },
  version: 0,
};

const named = (title: Both): boolean => Object.values(title).some((text) => text !== "");

/** The article that a file's words and the one that is there make together. */
export function mergedArticle(draft: Ready<ArticleDraft>, mode: Mode, there: Article | undefined): Article {
  const how = { replaces: mode !== "merge", afresh: mode !== "merge" && draft.whole };
  const title = words(there?.title, draft.title, how);
  const body = words(there?.body, draft.body, how);
  return { id: draft.id, title, body, ...seenIn(draft, there, how.afresh), version: there?.version ?? 0 };
}

/** The canned reply that a file's words and the one that is there make together. */
export function mergedReply(draft: Ready<ReplyDraft>, mode: Mode, there: CannedReply | undefined): CannedReply {
  const text = words(there?.text, draft.text, { replaces: mode !== "merge", afresh: false });
  const afresh = mode !== "merge" && draft.whole;
  const folder = draft.folder ?? (afresh ? undefined : there?.folder);
  const kept = { ...(folder && { folder }), ...seenIn(draft, there, afresh) };
  return { shortcut: draft.id, text, ...kept, version: there?.version ?? 0 };
}

/** The inboxes that it is for, as a file says it, else as it was. */
function seenIn(draft: { inboxes?: string[] }, there: { inboxes?: string[] | undefined } | undefined, afresh: boolean) {
  const inboxes = draft.inboxes ?? (afresh ? undefined : there?.inboxes);
  return inboxes && { inboxes };
}

/** Words in both languages: the file's where it has some, else what there was, unless the file's are to be all. */
function words(there: Both | undefined, said: Words, { replaces, afresh }: How): Both {
  const kept = afresh || (replaces && Object.keys(said).length > 0) ? undefined : there;
  return { en: "", "zh-CN": "", ...kept, ...(said as Record<string, string>) };
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** What is there, and what comes in addition; the same but for capitals and the mark at the end is no addition. */
function examplesOf(there: readonly string[], said: readonly string[], { replaces, afresh }: How): string[] {
  const replaced = replaces && (afresh || said.length > 0);
  if (replaced || there.length === 0) return unique(said);
  const known = new Set(there.map(plain));
  return [...there, ...unique(said).filter((text) => !known.has(plain(text)))];
}

/** A text as it compares with others. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}]+$/u, "")
    .trim() || text;
