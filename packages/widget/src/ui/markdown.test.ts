import { h, render } from "preact";
import { describe, expect, test } from "vitest";
import { markdown } from "./markdown.ts";

function show(text: string): HTMLElement {
  const root = document.createElement("div");
  render(h("div", null, markdown(text)), root);
  return root.firstElementChild as HTMLElement;
}
const html = (text: string) => show(text).innerHTML.replaceAll(/ (?:target|rel|loading|referrerpolicy)="[^"]*"/g, "");

describe("[C4] the subset", () => {
  test.each([
    ["one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"],
    ["**bold** and *italic* and `a*b*c`", "<p><strong>bold</strong> and <em>italic</em> and <code>a*b*c</code></p>"],
    ["**bold with *italic* inside**", "<p><strong>bold with <em>italic</em> inside</strong></p>"],
    ["- one\n- two\n\n1. first\n2. second", "<ul><li>one</li><li>two</li></ul><ol><li>first</li><li>second</li></ol>"],
    ["## Returns\nwithin 30 days", '<p class="heading">Returns</p><p>within 30 days</p>'],
    ["[our page](https://a.example/x?y=1)", '<p><a href="https://a.example/x?y=1">our page</a></p>'],
    ["[**bold**](tel:+4930)", '<p><a href="tel:+4930"><strong>bold</strong></a></p>'],
    ["see https://a.example/b_c.", '<p>see <a href="https://a.example/b_c">https://a.example/b_c</a>.</p>'],
    ["请看https://a.example/b。谢谢", '<p>请看<a href="https://a.example/b">https://a.example/b</a>。谢谢</p>'],
    ["![a map](https://a.example/map.png)", '<p><img src="https://a.example/map.png" alt="a map"></p>'],
    ["2 * 3 * 4 = 24", "<p>2 * 3 * 4 = 24</p>"],
    ["* not closed **", "<ul><li>not closed **</li></ul>"],
    ["3.5 kg\n-5 degrees", "<p>3.5 kg<br>-5 degrees</p>"],
  ])("%j", (text, expected) => expect(html(text)).toBe(expected));
});

describe("[C4] anything else is text", () => {
  test.each([
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x](//a.example)",
    "[x](vbscript:x)",
    "<a href='javascript:alert(1)'>x</a>",
    "<script>alert(1)</script>",
  ])("%s", (text) => {
    const shown = show(text);
    expect(shown.querySelectorAll("a, img, script")).toHaveLength(0);
    expect(shown.textContent).toBe(text);
  });
});

test("[C4] whatever is thrown at it, only the elements of the subset come out, with safe addresses, and no text is lost", () => {
  const pieces = [
    "**",
    "*",
    "`",
    "[",
    "](",
    ")",
    "!",
    "- ",
    "1. ",
    "## ",
    "\n",
    "\n\n",
    "<",
    ">",
    "<b onload=x>",
    "https://",
  ];
  pieces.push(
    "javascript:",
    "data:",
    "word",
    "中文",
    " ",
    "\\",
    "mailto:a@b",
    "&lt;",
    "\u0000",
    "\uD800",
    "](https://a.b)",
  );
  const allowed = new Set(["P", "BR", "STRONG", "EM", "CODE", "UL", "OL", "LI", "A", "IMG"]);
  for (let round = 0; round < 2_000; round++) {
    const length = 1 + Math.floor(Math.random() * 25);
    const text = Array.from({ length }, () => pieces[Math.floor(Math.random() * pieces.length)]).join("");
    const shown = show(text);
    for (const element of shown.querySelectorAll("*")) {
      expect(allowed, text).toContain(element.tagName);
      for (const { name } of element.attributes)
        expect(["href", "src", "alt", "target", "rel", "class", "loading", "referrerpolicy"], text).toContain(name);
      const address = element.getAttribute("href") ?? element.getAttribute("src");
      if (address !== null) expect(address, text).toMatch(/^(?:https?:\/\/|mailto:|tel:)/i);
    }
    const words = (from: string) => from.match(/word|中文/g)?.length ?? 0;
    const kept = words(shown.outerHTML.replaceAll(/<a href="([^"]*)"[^>]*>\1/g, "$1"));
    expect(kept, text).toBeGreaterThanOrEqual(words(text));
  }
});

test.each(["*", "**a", "[", "[a](", "`", "![", "https://", "[a](b(", "*a ", "**a*b"])(
  "[C4] %s, thousands of times, does not hang it",
  (piece) => expect(show(piece.repeat(4_000)).textContent).toContain(piece.at(-1)),
);
