/**
 * Kinds are called like the elements of HTML: `p`; `h`, a heading; `ul` and `ol` of `li`; `table` of `tr` of `th` and `td`; `pre`,
 * lines of code; `strong`, `em`, `code`, `a`, `img`; and `br`, where a new line begins.
 */
type MarkdownKind =
  | "p"
  | "h"
  | "ul"
  | "ol"
  | "li"
  | "table"
  | "tr"
  | "th"
  | "td"
  | "pre"
  | "strong"
  | "em"
  | "code"
  | "a"
  | "img"
  | "br";

/** A piece of a text that was read as Markdown (SPEC C4). */
export interface MarkdownNode {
  kind: MarkdownKind;
  /** Of an `img`, the words that stand for it. */
  inside: MarkdownContent[];
  /** Where an `a` leads, or where an `img` is; always of a scheme that C4 allows. */
  url?: string;
  /** The number of an `li` in an `ol`. */
  number?: number;
}

/** Words, or a piece with a meaning. */
export type MarkdownContent = string | MarkdownNode;

/** Makes a node. */
export function node(
  kind: MarkdownKind,
  inside: MarkdownContent[] = [],
  rest?: Pick<MarkdownNode, "url" | "number">,
): MarkdownNode {
  return { kind, inside, ...rest };
}
