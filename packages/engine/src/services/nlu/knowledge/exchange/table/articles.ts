import type { Collector } from "../reading.ts";
import type { Place } from "../problem.ts";
import { markdownOf } from "../html.ts";
import type { Record } from "./record.ts";

/** Reads rows that are help pages: a title and a text, each perhaps in two languages. */
export function readArticles(records: readonly Record[], collect: Collector, place: (line: number) => Place): void {
  for (const record of records) {
    const title = record.first("title");
    const id = record.first("id");
    const name = /^\d*$/.test(id) ? title : id;
    if (!name) {
      collect.problem({ code: "noName", ...place(record.line) });
      continue;
    }
    const language = record.first("language");
    const article = collect.article(name, place(record.line));
    for (const cell of record.all("title")) collect.articleTitle(article, cell.text, cell.language ?? language);
    for (const cell of record.all("body", "text"))
      collect.body(article, markdownOf(cell.text), cell.language ?? language);
  }
}

/** Reads rows that are canned replies: a shortcut and a text. */
export function readReplies(records: readonly Record[], collect: Collector, place: (line: number) => Place): void {
  for (const record of records) {
    const shortcut = record.first("shortcut");
    if (!shortcut) {
      collect.problem({ code: "noName", ...place(record.line) });
      continue;
    }
    const reply = collect.reply(shortcut, place(record.line));
    for (const { text, language } of record.all("text", "body", "answer")) {
      collect.text(reply, markdownOf(text), language ?? record.first("language"));
    }
    collect.folder(reply, record.first("category"));
  }
}
