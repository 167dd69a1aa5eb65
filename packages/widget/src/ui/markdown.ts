import { type ComponentChild, h } from "preact";

/** Schemes a link may have (SPEC C4). */
const LINK = /^(?:https?:\/\/|mailto:|tel:)/i;
const IMAGE = /^https?:\/\//i;

/** One alternative per group, in the order of `inline`. Every part excludes its own delimiter: linear time. */
const INLINE = new RegExp(
  [
    "`([^`\\n]+)`",
    "(!?)\\[([^\\[\\]\\n]*)\\]\\(([^()\\s]+(?:\\([^()\\s]*\\)[^()\\s]*)*)\\)",
    "\\*\\*([^*\\n]+(?:\\*[^*\\n]+\\*[^*\\n]*)*)\\*\\*",
    "\\*([^*\\s](?:[^*\\n]*[^*\\s])?)\\*",
    "(https?:\\/\\/[\\w\\-.~:/?#[\\]@!$&'()*+,;=%]+)",
  ].join("|"),
  "gi",
);

/** A line of a list or a heading: the mark, and what follows it. */
const MARKED = /^\s*(?:(?<ul>[-*])|(?<ol>\d{1,9}[.)])|(?<h>#{1,4}))\s+(?<rest>.*)/;

/**
 * The subset of Markdown that bots and agents write (SPEC C4), as vnodes. There is no HTML on the way: whatever is not
 * in the subset is text.
 */
export function markdown(text: string): ComponentChild[] {
  const blocks: ComponentChild[] = [];
  let lines: string[] = [];
  let kind = "p";

  const finish = () => {
    if (lines.length > 0) blocks.push(block(kind, lines));
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const { rest = line, ...marks } = MARKED.exec(line)?.groups ?? {};
    const next = Object.keys(marks).find((mark) => marks[mark]) ?? "p";
    if (next !== kind || next === "h" || !line.trim()) finish();
    kind = next;
    if (line.trim()) lines.push(rest);
  }
  finish();
  return blocks;
}

function block(kind: string, lines: string[]): ComponentChild {
  if (kind === "h") return h("p", { class: "heading" }, inline(lines.join(" ")));
  if (kind !== "p") return h(kind, null, ...lines.map((line) => h("li", null, inline(line))));
  return h("p", null, ...lines.flatMap((line, index) => [index > 0 && h("br", null), ...inline(line)]));
}

function inline(text: string): ComponentChild[] {
  const parts: ComponentChild[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    // The dot that ends the sentence is not part of a bare address.
    const [all] = match[7] ? match[0].split(/[.,;:!?)'\]]+$/) : match;
    parts.push(text.slice(end, match.index), element(match, all) ?? all);
    end = match.index + (all ?? "").length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== "");
}

/** The element for a match of `INLINE`; nothing if it is none after all. */
function element(match: RegExpExecArray, all = ""): ComponentChild {
  const [, code, bang, label = "", target = "", strong, emphasis, bare] = match;
  if (code) return h("code", null, code);
  if (strong) return h("strong", null, inline(strong));
  if (emphasis) return h("em", null, inline(emphasis));
  if (bare) return link(all, [all]);
  return bang ? image(target, label) : link(target, inline(label));
}

function link(href: string, content: ComponentChild[]): ComponentChild {
  if (!LINK.test(href) || content.length === 0) return undefined;
  return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...content);
}

function image(src: string, alt: string): ComponentChild {
  if (!IMAGE.test(src)) return undefined;
  return h("img", { src, alt, loading: "lazy", referrerPolicy: "no-referrer" });
}
