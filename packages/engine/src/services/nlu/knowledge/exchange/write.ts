import type { Knowledge } from "@parley/protocol";
import { stringify as stringifyCsv } from "csv-stringify/sync";
import { stringify } from "yaml";
import { languageOf } from "../../understand/language.ts";
import { quoted } from "../../../../text/formula.ts";

const COLUMNS = ["kind", "id", "language", "title", "text", "article", "action", "tone", "choices"] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Writes knowledge as a table that `readFiles` reads back the same and that spreadsheets open without harm. */
export function writeCsv({ intents, articles, cannedReplies }: Knowledge): string {
  const rows: Row[] = [];
  for (const { id, title, answer, articleId, action, tone, choices, examples } of intents) {
    const once = {
      article: articleId ?? "",
      action: action ?? "",
      tone: tone ?? "",
      choices: choices?.join(" ") ?? "",
    };
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
  return stringifyCsv(rows, { header: true, columns: [...COLUMNS], bom: true, cast: { string: quoted } });
}

/** Writes knowledge as one YAML document that `readFiles` reads back the same. */
export function writeYaml({ intents, articles, cannedReplies }: Knowledge): string {
  const document = {
    intents: intents.map(({ id, title, articleId, action, tone, examples, answer, choices }) => ({
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
    })),
    articles: articles.map(({ id, title, body }) => ({ id, title: inFile(title), body: inFile(body) })),
    cannedReplies: cannedReplies.map(({ shortcut, text }) => ({ shortcut, text: inFile(text) })),
  };
  return stringify(document, { lineWidth: 0 });
}

const inFile = ({ en, "zh-CN": zh }: { en: string; "zh-CN": string }) => ({ en, zh });
