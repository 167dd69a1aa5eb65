import { readLine } from "./line.ts";
import type { MarkdownContent, MarkdownNode } from "./node.ts";
import { textOf } from "./plain-text.ts";
import { readMarkdown } from "./read.ts";

/** Makes an element, like the `h` of most libraries. */
export type MakeElement<Element> = (
  tag: string,
  attributes: Record<string, string>,
  inside: (Element | string)[],
) => Element;

/** Text of the bot or of agents as elements (SPEC C4). There is no HTML on the way. */
export function showMarkdown<Element>(text: string, make: MakeElement<Element>): (Element | string)[] {
  return showAll(readMarkdown(text), make);
}

/** A visitor's text as it was written, with links where addresses are (SPEC C3). */
export function showPlain<Element>(text: string, make: MakeElement<Element>): (Element | string)[] {
  return showAll(readLine(text, true), make);
}

function showAll<Element>(content: readonly MarkdownContent[], make: MakeElement<Element>): (Element | string)[] {
  return content.map((part) => (typeof part === "string" ? part : show(part, make)));
}

function show<Element>({ kind, inside, url = "", number }: MarkdownNode, make: MakeElement<Element>): Element {
  if (kind === "img") {
    return make(kind, { src: url, alt: textOf(inside), loading: "lazy", referrerPolicy: "no-referrer" }, []);
  }
  const all = showAll(inside, make);
  if (kind === "a") return make(kind, { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, all);
  if (kind === "h") return make("p", { class: "heading" }, all);
  if (kind === "pre") return make(kind, {}, [make("code", {}, all)]);
  // A word: an item's number is 0 before it is set, and some libraries then leave it.
  return make(kind, number === undefined ? {} : { value: `${number}` }, all);
}
