import type { Author } from "../event.ts";
import { textOf } from "./plain-text.ts";
import { readMarkdown } from "./read.ts";

/** Characters that a list shows of somebody's last words at most. */
const PREVIEW_LENGTH = 140;

/** What a list shows of a message: its words in a line, without marks where marks mean something (SPEC C3, C4), cut last. */
export function previewText({ kind }: Author, text: string): string {
  const words = kind === "visitor" ? text : textOf(readMarkdown(text));
  const line = words.replaceAll(/\s+/g, " ").trim();
  // Nearly all are short enough, and cutting between characters makes a list of them for each message.
  return line.length <= PREVIEW_LENGTH ? line : Array.from(line).slice(0, PREVIEW_LENGTH).join("");
}
