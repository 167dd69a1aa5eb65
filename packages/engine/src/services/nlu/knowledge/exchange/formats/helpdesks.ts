import { markdownOf } from "../html.ts";
import { listOf, mapOf, wordsOf } from "../json.ts";
import type { JsonFormat, JsonSource } from "./json-source.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The list that an export or an API's answer wraps. */
function listIn(value: unknown): readonly Fields[] {
  const map = mapOf(value);
  const wrapped = ["payload", "articles", "macros", "canned_responses", "data"]
    .map((name) => listOf(map[name]))
    .find((list) => list.length > 0);
  return (wrapped ?? listOf(value)).map(mapOf);
}

const isReply = (item: Fields) => item["short_code"] !== undefined && item["content"] !== undefined;
const isArticle = (item: Fields) =>
  item["title"] !== undefined &&
  (item["content"] !== undefined || item["body"] !== undefined) &&
  item["question"] === undefined;
const isMacro = (item: Fields) => item["title"] !== undefined && Array.isArray(item["actions"]);

/** Chatwoot's canned responses and help centre. */
export const chatwoot: JsonFormat = {
  name: "Chatwoot",
  is: (value) => listIn(value).some((item) => isReply(item) || (isArticle(item) && item["content"] !== undefined)),
  read(source) {
    for (const item of listIn(source.value)) {
      if (isReply(item)) readReply(wordsOf(item["short_code"]), wordsOf(item["content"]), source);
      else if (isArticle(item)) readArticle(item, wordsOf(item["content"]), source);
    }
  },
};

/** Zendesk's help centre and macros. */
export const zendesk: JsonFormat = {
  name: "Zendesk",
  is: (value) => listIn(value).some((item) => isMacro(item) || (isArticle(item) && item["body"] !== undefined)),
  read(source) {
    for (const item of listIn(source.value)) {
      if (isMacro(item)) readMacro(item, source);
      else if (isArticle(item) && item["draft"] !== true) readArticle(item, wordsOf(item["body"]), source);
    }
  },
};

function readArticle(item: Fields, text: string, { at, collect }: JsonSource): void {
  const title = wordsOf(item["title"]).trim();
  // Translations of a page share an id, where the export has one.
  const name = wordsOf(item["slug"]) || title;
  if (!name) return;
  const article = collect.article(name, at(title));
  const language = wordsOf(item["locale"]);
  collect.articleTitle(article, title, language);
  collect.body(article, markdownOf(text), language);
}

function readMacro(item: Fields, source: JsonSource): void {
  if (item["active"] === false) return;
  for (const action of listOf(item["actions"]).map(mapOf)) {
    if (!wordsOf(action["field"]).startsWith("comment_value")) continue;
    const value = action["value"];
    return readReply(wordsOf(item["title"]), wordsOf(value) || wordsOf(listOf(value).at(-1)), source);
  }
}

function readReply(name: string, text: string, { at, collect }: JsonSource): void {
  if (!name.trim()) return;
  collect.text(collect.reply(name.trim(), at(name)), withNames(markdownOf(text)));
}

/** Their names of the visitor and the agent are ours; what else they fill in has no place here. */
function withNames(text: string): string {
  return text
    .replace(
      /\{\{\s*(?:ticket\.requester|contact|requester)\.(?:first_name|name|full_name)\s*\}\}/gi,
      "{{visitor_name}}",
    )
    .replace(/\{\{\s*(?:current_user|agent)\.(?:first_name|name|full_name)\s*\}\}/gi, "{{agent_name}}")
    .replace(/\{\{(?!\s*(?:visitor_name|agent_name)\b)[^{}]*\}\}/g, "");
}
