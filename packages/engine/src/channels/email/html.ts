import { convert } from "html-to-text";

/** Characters of HTML that are read, elements inside each other, and those of one. */
const [MOST, DEEP, CHILDREN] = [500_000, 60, 5_000];
/** Tags of a mail that are read as such, and those that are open at once: more of them take longer than anybody may wait. */
const [TAGS, OPEN] = [20_000, 300];

/** What HTML says, as plain text: nothing of it is ever shown as HTML. What it hides, loads or would run is left out. */
export function textOfHtml(html: string): string {
  const own = withoutQuotes(html.slice(0, MOST));
  return (isSimple(own) ? converted(own) : stripped(own))
    .replaceAll(/[\u200B\uFEFF]/g, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** Whether it can be read as what it is. */
function isSimple(html: string): boolean {
  let [tags, open] = [0, 0];
  for (const [, close, name = ""] of html.matchAll(/<(\/?)([a-z][a-z\d]{0,20})/gi)) {
    tags += 1;
    if (close) open = Math.max(0, open - 1);
    else if (!ALONE.test(name)) open += 1;
    if (tags > TAGS || open > OPEN) return false;
  }
  return true;
}
/** What needs no end. */
const ALONE = /^(?:area|base|br|col|embed|hr|img|input|link|meta|p|li|td|th|tr|option|source|wbr)$/i;

/** Its words alone. */
const stripped = (html: string) =>
  converted(
    html
      .replaceAll(/<(?:br|\/?p|\/div|\/tr|\/li)\b/gi, "\n$&")
      .replaceAll(/<[^<>]{0,2000}>/g, " ")
      .replaceAll("<", "&lt;")
      .replaceAll("\n", "<br>")
      .split("<br>", CHILDREN / 2)
      .join("<br>"),
  );

function converted(html: string): string {
  return convert(html, {
    wordwrap: false,
    formatters: {
      // Columns are not laid out: how wide they are said to be is no measure of what it takes.
      cell: (element, walk, builder) => {
        walk(element.children, builder);
        builder.addInline(" ");
      },
    },
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
      { selector: "table", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      ...["td", "th"].map((selector) => ({ selector, format: "cell" })),
    ],
  });
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
