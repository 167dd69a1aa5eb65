import type { Intent, Knowledge } from "@parley/protocol";
import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { languageOf } from "../understand/language.ts";
import { createReading, type Reading } from "./written.ts";

/**
 * The columns, in the order they are written. `kind` says what a row holds:
 * - `intent`: title and answer (`text`) in one `language`; `article`, `action`, `choices` (separated by blanks) once.
 * - `example`: an utterance (`text`) of the intent `id`. Alone, without an `intent` row, it keeps the intent's answer.
 * - `article`: title and body (`text`) in one `language`.
 * - `reply`: a canned reply's words (`text`) in one `language`; `id` is its shortcut.
 *
 * A file with the columns `text` and `intent` and without `kind` is read as examples only.
 */
const COLUMNS = ["kind", "id", "language", "title", "text", "article", "action", "choices"] as const;

type Row = Partial<Record<string, string>>;
interface Draft {
  where: string;
  raw: Record<string, unknown>;
}

/** Spreadsheets take cells with these first characters for formulas; exports put a quote before them. */
const QUOTED_FORMULA = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/;

/** Reads knowledge from CSV. Never throws: what cannot be read is in `problems`. */
export function readCsv(text: string, existing: ReadonlyMap<string, Intent>): Reading {
  const reading = createReading();
  const drafts = {
    intent: new Map<string, Draft>(),
    article: new Map<string, Draft>(),
    reply: new Map<string, Draft>(),
  };
  const examples = new Map<string, { where: string; texts: string[] }>();

  for (const { row, where } of readRows(text, reading)) readRow(row, where);
  for (const [id, { where, texts }] of examples) {
    const draft = drafts.intent.get(id) ?? { where, raw: written(existing.get(id), id) };
    drafts.intent.set(id, { ...draft, raw: { ...draft.raw, examples: texts } });
  }
  for (const { raw, where } of drafts.intent.values()) reading.intent(raw, where);
  for (const { raw, where } of drafts.article.values()) reading.article(raw, where);
  for (const { raw, where } of drafts.reply.values()) reading.reply(raw, where);
  return reading.done();

  function readRow(row: Row, where: string): void {
    const kind = row["kind"] ?? (row["intent"] === undefined ? "" : "example");
    const id = row["id"] ?? row["intent"] ?? "";
    if (!id) return reading.problem(`${where}: the id is missing.`);
    switch (kind) {
      case "example":
        return addExample(id, row["text"] ?? "", where);
      case "intent":
        return addIntent(id, row, where);
      case "article":
        return addWords(drafts.article, { id, where, words: { title: row["title"], body: row["text"] }, row });
      case "reply":
        return addWords(drafts.reply, { id, where, words: { text: row["text"] }, row });
      default:
        return reading.problem(`${where}: kind must be intent, example, article or reply, not "${kind}".`);
    }
  }

  function addExample(id: string, example: string, where: string): void {
    if (!example) return reading.problem(`${where}: the example of "${id}" is empty.`);
    const there = examples.get(id) ?? { where, texts: [] };
    there.texts.push(example);
    examples.set(id, there);
  }

  function addIntent(id: string, row: Row, where: string): void {
    addWords(drafts.intent, { id, where, words: { title: row["title"], answer: row["text"] }, row });
    const draft = drafts.intent.get(id);
    if (!draft) return;
    if (row["article"]) draft.raw["article"] = row["article"];
    if (row["action"]) draft.raw["action"] = row["action"];
    if (row["choices"]) draft.raw["choices"] = row["choices"].split(/[\s,;]+/).filter(Boolean);
  }

  function addWords(
    into: Map<string, Draft>,
    { id, where, words, row }: { id: string; where: string; words: Record<string, string | undefined>; row: Row },
  ): void {
    const language = row["language"] === "zh" ? "zh-CN" : row["language"];
    if (language !== "en" && language !== "zh-CN") {
      return reading.problem(`${where}: language must be en or zh-CN, not "${row["language"] ?? ""}".`);
    }
    const key = into === drafts.reply ? "shortcut" : "id";
    const draft = into.get(id) ?? { where, raw: { [key]: id } };
    for (const [field, value] of Object.entries(words)) {
      draft.raw[field] = { ...(draft.raw[field] as object | undefined), [language]: value ?? "" };
    }
    into.set(id, draft);
  }
}

function readRows(text: string, reading: { problem: (sentence: string) => void }): { row: Row; where: string }[] {
  try {
    const records = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ row: cells(record), where: `line ${info.lines}` }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    reading.problem(`${error.message}.`);
    return [];
  }
}

function cells(record: Record<string, string>): Row {
  const filled = Object.entries(record).filter(([, value]) => value !== "");
  return Object.fromEntries(filled.map(([name, value]) => [name, value.replace(QUOTED_FORMULA, "")]));
}

/** What a file would say of an intent that is in the store. */
function written(intent: Intent | undefined, id: string): Record<string, unknown> {
  if (!intent) return { id };
  const { title, answer, articleId, action, choices } = intent;
  return { id, title, answer, article: articleId, action, choices };
}

/** Writes knowledge as CSV that `readCsv` reads back the same and that spreadsheets open without harm. */
export function writeCsv({ intents, articles, cannedReplies }: Knowledge): string {
  const rows: Row[] = [];
  for (const { id, title, answer, articleId, action, choices, examples } of intents) {
    const once = { article: articleId ?? "", action: action ?? "", choices: choices?.join(" ") ?? "" };
    rows.push({ kind: "intent", id, language: "en", title: title.en, text: answer.en, ...once });
    rows.push({ kind: "intent", id, language: "zh-CN", title: title["zh-CN"], text: answer["zh-CN"] });
    for (const text of examples) rows.push({ kind: "example", id, language: languageOf(text), text });
  }
  for (const { id, title, body } of articles) {
    rows.push({ kind: "article", id, language: "en", title: title.en, text: body.en });
    rows.push({ kind: "article", id, language: "zh-CN", title: title["zh-CN"], text: body["zh-CN"] });
  }
  for (const { shortcut, text } of cannedReplies) {
    rows.push({ kind: "reply", id: shortcut, language: "en", text: text.en });
    rows.push({ kind: "reply", id: shortcut, language: "zh-CN", text: text["zh-CN"] });
  }
  return stringify(rows, { header: true, columns: [...COLUMNS], bom: true, escape_formulas: true });
}
