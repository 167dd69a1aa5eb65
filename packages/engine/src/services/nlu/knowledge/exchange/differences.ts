import type { Article, CannedReply, FieldChange, ImportChange, Intent, Locale } from "@parley/protocol";

/** How much of long words and lists is shown. */
const SHOWN = { words: 300, examples: 5 };

type Both = Record<Locale, string> & Readonly<Record<string, string>>;
type Kind = ImportChange["kind"];

/** A change whose title is in both languages. */
export type Difference = Omit<ImportChange, "title"> & { title: Both };

/** What changes where one intent takes another's place. */
export function intentChange(there: Intent | undefined, after: Intent): Difference {
  const before: Partial<Intent> = there ?? {};
  const added = without(after.examples, before.examples);
  const lost = without(before.examples, after.examples);
  const fields = [
    ...byLanguage("title", before.title, after.title),
    ...byLanguage("answer", before.answer, after.answer),
    ...once("article", before.articleId, after.articleId),
    ...once("action", before.action, after.action),
    ...once("tone", before.tone, after.tone),
    ...once("choices", before.choices?.join(", "), after.choices?.join(", ")),
    ...inboxesOnce(before, after),
  ];
  const changed = added.length + lost.length + fields.length > 0;
  return {
    ...change("intents", { id: after.id, title: after.title, before: there, changed }, fields),
    ...(added.length > 0 && { added: some(added) }),
    ...(lost.length > 0 && { lost: some(lost) }),
  };
}

function without(texts: readonly string[] = [], others: readonly string[] = []): string[] {
  const known = new Set(others);
  return texts.filter((text) => !known.has(text));
}

const once = (field: FieldChange["field"], from = "", to = ""): FieldChange[] =>
  from === to ? [] : [{ field, from, to }];

type For = { inboxes?: readonly string[] | undefined };
const inboxesOnce = (before: For | undefined, after: For): FieldChange[] =>
  once("inboxes", before?.inboxes?.join(", "), after.inboxes?.join(", "));

/** What changes where one article takes another's place. */
export function articleChange(before: Article | undefined, after: Article): Difference {
  const fields = [
    ...byLanguage("title", before?.title, after.title),
    ...byLanguage("body", before?.body, after.body),
    ...inboxesOnce(before, after),
  ];
  return change("articles", { id: after.id, title: after.title, before, changed: fields.length > 0 }, fields);
}

/** What changes where one canned reply takes another's place. */
export function replyChange(before: CannedReply | undefined, after: CannedReply): Difference {
  const folder = once("folder", before?.folder, after.folder);
  const fields = [...byLanguage("text", before?.text, after.text), ...folder, ...inboxesOnce(before, after)];
  return change("cannedReplies", { id: after.shortcut, title: undefined, before, changed: fields.length > 0 }, fields);
}

/** An entry that goes. */
export function removal(kind: Kind, id: string, title?: Both): Difference {
  return { kind, id, title: title ?? { en: id, "zh-CN": id }, change: "removed", fields: [] };
}

function change(
  kind: Kind,
  { id, title, before, changed }: { id: string; title: Both | undefined; before: unknown; changed: boolean },
  fields: FieldChange[],
): Difference {
  const how = before === undefined ? "new" : changed ? "changed" : "unchanged";
  return { kind, id, title: title ?? { en: id, "zh-CN": id }, change: how, fields };
}

function byLanguage(field: FieldChange["field"], before: Both | undefined, after: Both): FieldChange[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before ?? {})])].flatMap((language) => {
    const [from, to] = [before?.[language] ?? "", after[language] ?? ""];
    return from === to ? [] : [{ field, language, from: cut(from), to: cut(to) }];
  });
}

const cut = (words: string): string => (words.length > SHOWN.words ? `${words.slice(0, SHOWN.words)}…` : words);
const some = (texts: readonly string[]) => ({ count: texts.length, some: texts.slice(0, SHOWN.examples).map(cut) });
