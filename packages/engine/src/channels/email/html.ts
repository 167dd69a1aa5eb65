import { convert } from "html-to-text";

/** Characters of HTML that are read, elements inside each other, and those of one. */
const [MOST, DEEP, CHILDREN] = [2_000_000, 60, 5_000];

/** What HTML says, as plain text: nothing of it is ever shown as HTML. What it hides, loads or would run is left out. */
export function textOfHtml(html: string): string {
  return convert(withoutQuotes(html.slice(0, MOST)), {
    wordwrap: false,
    limits: { maxInputLength: MOST, maxDepth: DEEP, maxChildNodes: CHILDREN, ellipsis: "…" },
    selectors: [
      {
        selector: "a",
        options: {
          pathRewrite: shownAddress,
          hideLinkHrefIfSameAsText: true,
          ignoreHref: false,
          noAnchorUrl: true,
          linkBrackets: ["(", ")"],
        },
      },
      { selector: "img", format: "skip" },
      { selector: "style", format: "skip" },
      { selector: "script", format: "skip" },
      { selector: "head", format: "skip" },
      { selector: "title", format: "skip" },
      { selector: "blockquote", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
    ],
  })
    .replaceAll(/[\u200B\uFEFF]/g, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** Only where a link leads that anybody would follow. */
const shownAddress = (path: string) =>
  /^(?:https?:|mailto:|tel:)/i.test(path.trim()) ? path.trim().slice(0, 1_000) : "";

/** Where programs mark what is answered, all behind that is not theirs. */
const QUOTE =
  /<(?:div|blockquote)[^>]{0,300}(?:class="?(?:gmail_quote|yahoo_quoted|moz-cite-prefix)|id="?(?:divRplyFwdMsg|appendonsend|isReplyContent|qm_quote|origbody))/i;

function withoutQuotes(html: string): string {
  const found = QUOTE.exec(html);
  if (!found) return html;
  const before = html.slice(0, found.index);
  // A mail that only passes another one on has nothing else.
  return before.replaceAll(/<[^<>]{0,2000}>|&nbsp;|\s/g, "") === "" ? html : before;
}
