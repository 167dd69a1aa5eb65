import type { Knowledge } from "@parley/protocol";
import { isCollection, isMap, LineCounter, parseDocument, stringify, visit } from "yaml";
import { languageOf } from "../understand/language.ts";
import { createReading, type Reading } from "./written.ts";

/**
 * Reads knowledge from YAML: `intents`, `articles` and `cannedReplies` in one document, or a single article, or a bare
 * list of canned replies, as in the starter knowledge. Never throws: what cannot be read is in `problems`.
 */
export function readYaml(text: string): Reading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const reading = createReading();
  const [broken] = document.errors;
  if (broken) {
    reading.problem(broken.message.split("\n")[0] ?? "This is not YAML.");
    return reading.done();
  }
  let aliases = 0;
  visit(document, { Alias: () => void (aliases += 1) });
  if (aliases > 0) {
    reading.problem("Aliases (*name) are not read; write the text out.");
    return reading.done();
  }

  const { contents } = document;
  if (isMap(contents) && contents.has("body")) {
    reading.article(contents.toJSON(), "line 1");
  } else if (isMap(contents)) {
    for (const { key, value } of contents.items) readSection(String(key), value);
  } else if (isCollection(contents)) {
    readSection("cannedReplies", contents);
  } else {
    reading.problem("The document has neither intents, articles nor cannedReplies.");
  }
  return reading.done();

  function readSection(name: string, section: unknown): void {
    const kinds = { intents: reading.intent, articles: reading.article, cannedReplies: reading.reply } as const;
    const take = Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : undefined;
    if (!take) reading.problem(`"${name}" is not known here; there are intents, articles and cannedReplies.`);
    else if (!isCollection(section)) reading.problem(`${name} must be a list.`);
    else for (const item of section.items) take(plain(item), place(item));
  }

  function place(node: unknown): string {
    const start = isCollection(node) ? node.range?.[0] : undefined;
    return start === undefined ? "a row" : `line ${lines.linePos(start).line}`;
  }

  function plain(node: unknown): unknown {
    return isCollection(node) ? node.toJS(document) : undefined;
  }
}

/** Writes knowledge as one YAML document that `readYaml` reads back the same. */
export function writeYaml({ intents, articles, cannedReplies }: Knowledge): string {
  const document = {
    intents: intents.map(({ id, title, articleId, action, examples, answer, choices }) => ({
      id,
      title: inFile(title),
      ...(articleId && { article: articleId }),
      ...(action && { action }),
      examples: {
        en: examples.filter((example) => languageOf(example) === "en"),
        zh: examples.filter((example) => languageOf(example) === "zh"),
      },
      answer: inFile(answer),
      ...(choices && { choices }),
    })),
    articles: articles.map(({ id, title, body }) => ({ id, title: inFile(title), body: inFile(body) })),
    cannedReplies: cannedReplies.map(({ shortcut, text }) => ({ shortcut, text: inFile(text) })),
  };
  return stringify(document, { lineWidth: 0 });
}

const inFile = ({ en, "zh-CN": zh }: { en: string; "zh-CN": string }) => ({ en, zh });
