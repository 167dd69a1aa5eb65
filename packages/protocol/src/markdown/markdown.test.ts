import { describe, expect, test } from "vitest";
import vectors from "@parley/protocol/vectors/markdown.json" with { type: "json" };
import { type MakeElement, plainText, readMarkdown, showMarkdown, showPlain } from "./index.ts";

interface Html {
  html: string;
}
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const htmlOf = (content: readonly (Html | string)[]) =>
  content.map((part) => (typeof part === "string" ? escaped(part) : part.html)).join("");
/** Elements as HTML, without what is the same in all links and images. */
const html: MakeElement<Html> = (tag, { target, rel, loading, referrerPolicy, ...rest }, inside) => {
  if (tag === "a") expect([target, rel]).toEqual(["_blank", "noopener noreferrer nofollow"]);
  if (tag === "img") expect([loading, referrerPolicy]).toEqual(["lazy", "no-referrer"]);
  const attributes = Object.entries(rest).map(
    ([name, value]) => ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
  );
  const end = tag === "img" || tag === "br" ? "" : `</${tag}>`;
  return { html: `<${tag}${attributes.join("")}>${htmlOf(inside)}${end}` };
};

describe("[C4] Markdown of bots and agents", () => {
  test.each(vectors.markdown)("$about: $text", ({ text, html: expected, plain }) => {
    expect(htmlOf(showMarkdown(text, html))).toBe(expected);
    expect(plainText(text)).toBe(plain);
  });

  test.each(vectors.markdown.filter(({ about }) => about === "words stay as they are"))(
    "nothing is taken away from $text",
    ({ text, html: shown, plain }) => {
      expect(shown).toBe(`<p>${escaped(text)}</p>`);
      expect(plain).toBe(text);
    },
  );
});

test.each(vectors.visitor)("[C3] a visitor's $text is as it was written, but for links", ({ text, html: expected }) => {
  expect(htmlOf(showPlain(text, html))).toBe(expected);
  expect(expected.replaceAll(/<\/?a[^>]*>/g, "")).toBe(escaped(text));
});

/** Pieces that could make the reader look at the same characters again and again. */
const PIECES =
  "[ * ( ` ** ![ ]( ](https:// https:// *a~ [a](https://b( a@ @a. a| |- 1.~ -~ (a www. https://( [a **a*~ *** `a @a - ~ #~";
const MORE = ["a\n", "- a\n", "```\n", "a|b\n-|-\n", "\t- ", 'a](tel:1 "', " ", "|\n", "*a [b* c]("];

/** How many steps a reader takes cannot be counted from outside; what is too many for it shows as minutes. */
test.each([...PIECES.split(" ").map((piece) => piece.replaceAll("~", " ")), ...MORE])(
  "[C4] 64 KiB of %j are read in time that grows with the length",
  (piece) => {
    const text = piece.repeat(65_536 / piece.length);
    expect(plainText(text).length).toBeGreaterThanOrEqual(0);
    const depth = (content: ReturnType<typeof readMarkdown>): number =>
      1 + Math.max(0, ...content.slice(0, 100).map((part) => (typeof part === "string" ? 0 : depth(part.inside))));
    expect(depth(readMarkdown(text))).toBeLessThan(20);
  },
  10_000,
);

test("[C4] lists within lists end somewhere, however far they are indented", () => {
  const text = Array.from({ length: 250 }, (_, level) => `${"  ".repeat(level)}- ${level}`).join("\n");
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(plainText(text)).toContain("- 249");
});
