import type { Author } from "../event.ts";
import { textOf } from "./plain-text.ts";
import { readMarkdown } from "./read.ts";

/** Characters that a list shows of somebody's last words at most. */
const PREVIEW_LENGTH = 140;

/**
 * What a list shows of a message: its words in a line, without marks where marks mean something (SPEC C3, C4), cut last; of a file (C7) its name
 * beside a sign.
 */
export function previewText({ kind }: Author, { type, text }: { type: string; text: string }): string {
  const isFile = type === "file";
  const words = kind === "visitor" || isFile ? text : textOf(readMarkdown(text));
  const line = `${isFile ? "📎 " : ""}${words}`.replaceAll(/\s+/g, " ").trim();
  // Nearly all are short enough, and cutting between characters makes a list of them for each message.
  return line.length <= PREVIEW_LENGTH ? line : Array.from(line).slice(0, PREVIEW_LENGTH).join("");
}
