import { textOf } from "./plain-text.ts";
import { readMarkdown } from "./read.ts";

export type { MarkdownContent, MarkdownNode } from "./node.ts";
export { textOf } from "./plain-text.ts";
export { readMarkdown } from "./read.ts";
export { type MakeElement, showMarkdown, showPlain } from "./show.ts";
export { previewText } from "./preview.ts";
export { isSafeUrl } from "./token.ts";

/** The words of a Markdown text without its marks, for previews, notifications and screen readers. */
export function plainText(markdown: string): string {
  return textOf(readMarkdown(markdown));
}
