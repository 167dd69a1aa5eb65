import { readPage } from "../html.ts";
import type { Collector } from "../reading.ts";
import { readMarkdown } from "./markdown.ts";

/** Reads an HTML help page: an article, or questions and answers if its headings ask. */
export function readHtml(text: string, collect: Collector, file: string): void {
  const { title, language, body } = readPage(text);
  readMarkdown(body, collect, { file, title, ...(language && { language }) });
}
