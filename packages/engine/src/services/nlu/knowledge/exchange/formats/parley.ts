import { Tone } from "@parley/protocol";
import * as v from "valibot";
import type { Place } from "../problem.ts";
import { type Collector, tagOf, takeInboxes } from "../reading.ts";
import type { YamlFile } from "../yaml-document.ts";

/** What `take` fills in for each section of our own format. */
const SECTIONS = ["intents", "articles", "cannedReplies"] as const;

/** Whether YAML is in our own format: sections of entries, one article, or a bare list of canned replies. */
export function isOwn({ contents, entries, items, get }: YamlFile): boolean {
  const keys = entries(contents).map(({ key }) => key);
  if (keys.some((key) => key === "articles" || key === "cannedReplies")) return true;
  if (keys.includes("intents")) return items(get(contents, "intents")).some((item) => get(item, "id") !== undefined);
  if (keys.includes("body")) return true;
  const [first] = items(contents);
  return get(first, "shortcut") !== undefined;
}

/** Reads our own YAML: `intents`, `articles` and `cannedReplies` in one document, a single article, or a list of canned replies. */
export function readOwn(yaml: YamlFile, collect: Collector, file: string): void {
  const { contents, entries, items, get, words } = yaml;
  const at = (node: unknown): Place => ({ file, line: yaml.line(node) });

  if (items(contents).length > 0) return readSection("cannedReplies", contents);
  if (get(contents, "body") !== undefined) return readArticle(contents);
  for (const { key, value } of entries(contents)) readSection(key, value);

  function readSection(name: string, section: unknown): void {
    if (!SECTIONS.includes(name as never)) return collect.problem({ code: "section", ...at(section), name });
    const list = items(section);
    const isEmpty = section === undefined || /^(?:\[\])?$/.test(words(section) ?? "");
    if (list.length === 0 && !isEmpty) return collect.problem({ code: "notAList", ...at(section), name });
    for (const item of list) {
      if (name === "intents") readIntent(item);
      else if (name === "articles") readArticle(item);
      else readReply(item);
    }
  }

  function readIntent(node: unknown): void {
    const name = named(node, "id", [
      "id",
      "title",
      "article",
      "action",
      "tone",
      "examples",
      "answer",
      "choices",
      "inboxes",
    ]);
    if (!name) return;
    const where = at(node);
    const intent = collect.intent(name, where);
    intent.whole = true;
    bilingual(get(node, "title"), (text, language) => collect.title(intent, text, { language, where }));
    bilingual(get(node, "answer"), (text, language) => collect.answer(intent, text, { language, where }));
    for (const { text, place } of examplesOf(get(node, "examples"))) collect.example(intent, text, place);
    const [article, action] = [words(get(node, "article")), words(get(node, "action"))];
    if (article) intent.article = article;
    if (action === "escalate") intent.action = action;
    else if (action) collect.problem({ code: "action", ...where, name, detail: action });
    const tone = words(get(node, "tone"));
    if (v.is(Tone, tone)) intent.tone = tone;
    else if (tone) collect.problem({ code: "tone", ...where, name, detail: tone });
    const choices = items(get(node, "choices")).flatMap((item) => words(item) || []);
    if (choices.length > 0) intent.choices = choices;
    readInboxes(node, intent);
  }

  function readInboxes(node: unknown, draft: Parameters<typeof takeInboxes>[0]): void {
    const inboxes = items(get(node, "inboxes")).flatMap((item) => words(item) || []);
    takeInboxes(draft, inboxes, collect);
  }

  /** A list, a list for each language, or a text with an example on each line. */
  function examplesOf(node: unknown): { text: string; place: Place }[] {
    const lists = items(node).length > 0 ? [node] : entries(node).map(({ value }) => value);
    if (lists.length > 0)
      return lists.flatMap((list) => items(list)).map((item) => ({ text: words(item) ?? "", place: at(item) }));
    const lines = (words(node) ?? "").split("\n").filter((line) => line.trim() !== "");
    return lines.map((line) => ({ text: line.replace(/^\s*-\s+/, ""), place: at(node) }));
  }

  function readArticle(node: unknown): void {
    const name = named(node, "id", ["id", "title", "body", "inboxes"]);
    if (!name) return;
    const article = collect.article(name, at(node));
    article.whole = true;
    bilingual(get(node, "title"), (text, language) => collect.articleTitle(article, text, language));
    bilingual(get(node, "body"), (text, language) => collect.body(article, text, language));
    readInboxes(node, article);
  }

  function readReply(node: unknown): void {
    const name = named(node, "shortcut", ["shortcut", "folder", "text", "inboxes"]);
    if (!name) return;
    const reply = collect.reply(name, at(node));
    reply.whole = true;
    bilingual(get(node, "text"), (text, language) => collect.text(reply, text, language));
    collect.folder(reply, words(get(node, "folder")));
    readInboxes(node, reply);
  }

  function named(node: unknown, key: string, fields: readonly string[]): string | undefined {
    const name = words(get(node, key));
    if (!name) return void collect.problem({ code: "noName", ...at(node) });
    for (const { key: field, value } of entries(node)) {
      if (!fields.includes(field)) collect.problem({ code: "field", ...at(value ?? node), name, detail: field });
    }
    return name;
  }

  function bilingual(node: unknown, take: (text: string, language: string | undefined) => void): void {
    const byLanguage = entries(node).flatMap(({ key, value }) => (tagOf(key) ? [{ key, value }] : []));
    if (byLanguage.length === 0) return take(words(node) ?? "", undefined);
    for (const { key, value } of byLanguage) take(words(value) ?? "", key);
  }
}
