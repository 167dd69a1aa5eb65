import vectors from "@parley/protocol/vectors/markdown.json" with { type: "json" };
import { type ComponentChild, render } from "preact";
import { expect, test } from "vitest";
import { Markdown, PlainText } from "./Markdown.tsx";

function html(content: ComponentChild): string {
  const root = document.createElement("div");
  render(content, root);
  for (const element of root.querySelectorAll("*")) {
    for (const name of ["target", "rel", "loading", "referrerpolicy"]) element.removeAttribute(name);
  }
  return root.innerHTML;
}
/** As the document writes it. A parser puts a `tbody` into every table. */
const written = (text: string) => {
  const root = document.createElement("div");
  root.innerHTML = text;
  return root.innerHTML.replaceAll(/<\/?tbody>/g, "");
};

test.each(vectors.markdown)("[C4] the console shows $about: $text", ({ text, html: expected }) =>
  expect(html(<Markdown text={text} />)).toBe(written(`<div class="markdown">${expected}</div>`)),
);

test.each(vectors.visitor)("[C3] the console shows a visitor's $text", ({ text, html: expected }) =>
  expect(html(<PlainText text={text} />)).toBe(written(expected)),
);
