import vectors from "@parley/protocol/vectors/markdown.json" with { type: "json" };
import { type ComponentChild, h, render } from "preact";
import { describe, expect, test } from "vitest";
import { markdown, plain } from "./markdown.ts";

function show(content: ComponentChild[]): HTMLElement {
  const root = document.createElement("div");
  render(h("div", null, content), root);
  return root.firstElementChild as HTMLElement;
}
/** What the vectors leave out: it is the same everywhere. */
const SAME = ["target", "rel", "loading", "referrerpolicy"];
const html = (root: HTMLElement) => {
  for (const element of root.querySelectorAll("*")) for (const name of SAME) element.removeAttribute(name);
  return root.innerHTML;
};
/** As the document writes it. A parser puts a `tbody` into every table. */
const written = (text: string) => {
  const root = document.createElement("div");
  root.innerHTML = text;
  return root.innerHTML.replaceAll(/<\/?tbody>/g, "");
};

test.each(vectors.markdown)("[C4] the widget shows $about: $text", ({ text, html: expected }) =>
  expect(html(show(markdown(text)))).toBe(written(expected)),
);

test.each(vectors.visitor)("[C3] the widget shows a visitor's $text", ({ text, html: expected }) =>
  expect(html(show(plain(text)))).toBe(written(expected)),
);

test("[C4] links open beside the page and tell it nothing; images are loaded when they are seen", () => {
  const shown = show(markdown("[a](https://a.example) ![b](https://a.example/b.png)"));
  const link = shown.querySelector("a");
  expect([link?.target, link?.getAttribute("rel")]).toEqual(["_blank", "noopener noreferrer nofollow"]);
  const image = shown.querySelector("img");
  expect([image?.loading, image?.referrerPolicy]).toEqual(["lazy", "no-referrer"]);
});

describe("[C4] whatever is thrown at it", () => {
  const PIECES =
    "** * *** ` ``` [ ]( ) ! ![ < > <b~onload=x> https:// javascript: data: word 中文 ~ \\ mailto:a@b &lt; | -- |-|";
  const MORE = ["- ", "1. ", "## ", "\n", "\n\n", "  ", "\u0000", "\uD800", "](https://a.b)", "a@b.cd", "www.a.b"];
  const pieces = [...PIECES.split(" ").map((piece) => piece.replaceAll("~", " ")), ...MORE];
  const allowed = new Set("P BR STRONG EM CODE PRE UL OL LI A IMG TABLE TR TH TD".split(" "));
  const attributes = ["href", "src", "alt", "value", "class", ...SAME];

  test("only the elements of the grammar come out, with safe addresses, and no word is lost", () => {
    for (let round = 0; round < 1_000; round++) {
      const length = 1 + Math.floor(Math.random() * 25);
      const text = Array.from({ length }, () => pieces[Math.floor(Math.random() * pieces.length)]).join("");
      const shown = show(markdown(text));
      const elements = [...shown.querySelectorAll("*")];
      const names = elements.flatMap((element) => element.getAttributeNames());
      const addresses = elements.map((element) => element.getAttribute("href") ?? element.getAttribute("src"));
      expect(
        elements.map(({ tagName }) => tagName).filter((tag) => !allowed.has(tag)),
        text,
      ).toEqual([]);
      expect(
        names.filter((name) => !attributes.includes(name)),
        text,
      ).toEqual([]);
      expect(
        addresses.filter((url) => url !== null && !/^(?:https?:\/\/|mailto:|tel:)/i.test(url)),
        text,
      ).toEqual([]);
      const words = (from: string) => from.match(/word|中文/g)?.length ?? 0;
      const kept = words(
        `${shown.textContent}${[...shown.querySelectorAll("img")].map(({ alt, src }) => alt + src).join("")}`,
      );
      const hidden = [...shown.querySelectorAll("a")].map((link) => link.getAttribute("href")).join("");
      expect(kept + words(hidden), text).toBeGreaterThanOrEqual(words(text.replaceAll(/^\s*```+\s*word\s*$/gm, "")));
    }
  });
});
