import { createRequire } from "node:module";
import Turndown from "turndown";

// Its types describe another package's name.
const { createDocument } = createRequire(import.meta.url)("@mixmark-io/domino") as {
  createDocument(html: string, force: boolean): Document;
};

/** What pages have around their text. */
const AROUND =
  "script,style,nav,header,footer,aside,form,button,input,select,textarea,noscript,template,svg,iframe,object,dialog,[role=navigation],[role=banner],[role=contentinfo],[hidden],[aria-hidden=true]";

const ADDRESS = /^(?:https?:|mailto:|tel:)/i;

const turndown = new Turndown({
  headingStyle: "atx",
  bulletListMarker: "-",
  emDelimiter: "*",
  codeBlockStyle: "fenced",
})
  // Our Markdown has no backslashes: they would be read aloud.
  .addRule("question", { filter: ["summary", "dt"] as never, replacement: (text) => `\n\n### ${text.trim()}\n\n` })
  .addRule("link", {
    filter: "a",
    replacement: (text, node) => {
      const address = node.getAttribute("href")?.trim() ?? "";
      return ADDRESS.test(address) && text.trim()
        ? `[${text.trim()}](${address.replace(/[\s()]/g, encodeURIComponent)})`
        : text;
    },
  })
  .addRule("image", {
    filter: "img",
    replacement: (_, node) => {
      const address = node.getAttribute("src") ?? "";
      const words = node.getAttribute("alt") ?? "";
      return /^https:/i.test(address) ? `![${words}](${address})` : words;
    },
  })
  .addRule("cell", { filter: ["th", "td"], replacement: (text) => `${text.trim().replace(/\s+/g, " ")} | ` })
  .addRule("row", { filter: "tr", replacement: (text) => `\n${text.replace(/ \| $/, "")}\n` });
turndown.escape = (text) => text;

/** A page: its title, its language if it says so, and its text in Markdown. */
export interface HtmlPage {
  title: string;
  language: string | undefined;
  body: string;
}

/** Reads the text of an HTML page, without what stands around it. */
export function readPage(html: string): HtmlPage {
  const document = createDocument(html, true);
  const root = ["article", "main,[role=main]"].map((tag) => document.querySelector(tag)).find(Boolean) ?? document.body;
  for (const node of root.querySelectorAll(AROUND)) if (!isHead(node)) node.remove();
  const heading = root.querySelector("h1");
  const title = heading ? wordsOf(heading) : siteless(document);
  heading?.remove();
  return { title, language: document.documentElement.lang || undefined, body: markdown(root) };
}

/** An article's own head has its title in it. */
const isHead = (node: Element): boolean => node.nodeName === "HEADER" && node.querySelector("h1") !== null;

const wordsOf = (node: Element | null): string => (node?.textContent ?? "").replace(/\s+/g, " ").trim();

/** A page's title, which ends in the site's name. */
const siteless = (document: Document): string =>
  wordsOf(document.querySelector("title")).replace(/\s(?:[|–—·]|-)\s.*$/, "");

/** HTML as Markdown; what is no HTML stays as it is. */
export function markdownOf(text: string): string {
  if (!/<(?:p|br|div|ul|ol|li|h[1-6]|strong|b|em|i|a|span|table|img)\b[^<>]*>/i.test(text)) return text;
  return markdown(createDocument(`<body>${text}</body>`, true).body);
}

function markdown(root: HTMLElement | Element): string {
  return turndown
    .turndown(root as HTMLElement)
    .replace(/ +\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
