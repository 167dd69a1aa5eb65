import type { Intent, Knowledge } from "@parley/protocol";
import { stringify as stringifyCsv } from "csv-stringify/sync";
import { stringify } from "yaml";
import { languageOf } from "../../understand/language.ts";
import { quoted } from "../../../../text/formula.ts";

const COLUMNS = [
  "kind",
  "id",
  "language",
  "title",
  "text",
  "article",
  "action",
  "tone",
  "choices",
  "inboxes",
  "folder",
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Writes knowledge as a table that `readFiles` reads back the same and that spreadsheets open without harm. */
export function writeCsv({ intents, articles, cannedReplies }: Knowledge): string {
  const rows: Row[] = [
    ...intents.flatMap(rowsOf),
    ...articles.flatMap(({ id, title, body, ...here }) =>
      inRows({ kind: "article", id, ...inboxes(here) }, title, body),
    ),
    ...cannedReplies.flatMap(({ shortcut, text, folder, ...here }) =>
      inRows({ kind: "reply", id: shortcut, ...inboxes(here), ...(folder && { folder }) }, undefined, text),
    ),
  ];
  return stringifyCsv(rows, { header: true, columns: [...COLUMNS], bom: true, cast: { string: quoted } });
}

function rowsOf({ id, title, answer, examples, ...intent }: Intent): Row[] {
  const { articleId: article = "", action = "", tone = "", choices = [] } = intent;
  const [first, ...others] = inRows({ kind: "intent", id }, title, answer);
  const said = examples.map((text): Row => ({ kind: "example", id, language: languageOf(text), text }));
  const once = { article, action, tone, choices: choices.join(" "), ...inboxes(intent) };
  return [{ ...first, ...once }, ...others, ...said];
}

/** Those that an entry is for, in one cell. */
const inboxes = ({ inboxes: named = [] }: { inboxes?: string[] | undefined }): Row =>
  named.length > 0 ? { inboxes: named.join(" ") } : {};

/** Writes knowledge as one YAML document that `readFiles` reads back the same. */
export function writeYaml({ intents, articles, cannedReplies }: Knowledge): string {
  const document = {
    intents: intents.map(({ id, title, articleId, action, tone, examples, answer, choices, inboxes: named }) => ({
      id,
      title: inFile(title),
      ...(articleId && { article: articleId }),
      ...(action && { action }),
      ...(tone && { tone }),
      examples: {
        en: examples.filter((example) => languageOf(example) === "en"),
        zh: examples.filter((example) => languageOf(example) === "zh"),
      },
      answer: inFile(answer),
      ...(choices && { choices }),
      ...(named && { inboxes: named }),
    })),
    articles: articles.map(({ id, title, body, inboxes: named }) => ({
      id,
      title: inFile(title),
      body: inFile(body),
      ...(named && { inboxes: named }),
    })),
    cannedReplies: cannedReplies.map(({ shortcut, folder, text, inboxes: named }) => ({
      shortcut,
      ...(folder && { folder }),
      text: inFile(text),
      ...(named && { inboxes: named }),
    })),
  };
  return stringify(document, { lineWidth: 0 });
}

type Texts = Readonly<Record<string, string>>;

/** A row for each language that there are words in, ours in any case. */
function inRows(of: Row, title: Texts | undefined, text: Texts): Row[] {
  const languages = new Set(["en", "zh-CN", ...Object.keys(title ?? {}), ...Object.keys(text)]);
  return [...languages].map((language) => ({
    ...of,
    language,
    ...(title && { title: title[language] ?? "" }),
    text: text[language] ?? "",
  }));
}

const inFile = ({ en = "", "zh-CN": zh = "", ...others }: Texts) => ({ en, zh, ...others });
