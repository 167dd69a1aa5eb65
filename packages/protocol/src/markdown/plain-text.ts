import type { MarkdownContent } from "./node.ts";

/** The words of what was read, without marks: a line for each block, item and row. */
export function textOf(content: readonly MarkdownContent[]): string {
  return content.map(say).join("").replace(/ *\n+/g, "\n").trim();
}

function say(content: MarkdownContent): string {
  if (typeof content === "string") return content;
  const { kind, inside, number } = content;
  const words = inside.map(say).join("");
  const mark = kind === "li" ? (number === undefined ? "- " : `${number}. `) : "";
  if (/^(?:p|h|ul|ol|li|tr|pre|br)$/.test(kind)) return `\n${mark}${words}\n`;
  return /^t[hd]$/.test(kind) ? `${words}  ` : words;
}
