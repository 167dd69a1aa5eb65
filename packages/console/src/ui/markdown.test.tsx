import { render } from "preact";
import { expect, test } from "vitest";
import { Markdown } from "./Markdown.tsx";

function show(text: string): HTMLElement {
  const root = document.createElement("div");
  render(<Markdown text={text} />, root);
  return root;
}

test("[C4] shows bold, italic, code, lists, headings, links and images", () => {
  const root = show(
    "## Title\n**bold** and *slanted* `code`\nnext line\n\n- one\n- two\n\n1. first\n2. second\n\n[site](https://example.com/a) ![alt](https://example.com/b.png)",
  );
  const count = (selector: string) => root.querySelectorAll(selector).length;
  expect([count("strong"), count("em"), count("code"), count("ul li"), count("ol li"), count("br")]).toEqual([
    1, 1, 1, 2, 2, 1,
  ]);
  expect(root.querySelector("a")?.getAttribute("href")).toBe("https://example.com/a");
  expect(root.querySelector("img")?.getAttribute("alt")).toBe("alt");
  expect(root.querySelector(".markdown-heading")?.textContent).toBe("Title");
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[click](javascript:alert(1))",
  "[click](data:text/html,x)",
  "![x](javascript:alert(1))",
  "![x](mailto:a@b.c)",
  "[click](//evil.example)",
  '[x](https://a.example" onclick=alert(1))',
])("[C4] shows as text: %s", (text) => {
  const root = show(text);
  expect(root.querySelectorAll("script, img, [onclick], a[href^=javascript], a[href^=data]")).toHaveLength(0);
  expect(root.textContent).toBe(text);
});

test("[C4] a bare link ends before punctuation, in Chinese too", () => {
  expect(show("见 https://example.com/帮助。谢谢").querySelector("a")?.textContent).toBe("https://example.com/帮助");
  expect(show("See https://example.com/a, then").querySelector("a")?.textContent).toBe("https://example.com/a");
});

test("[C4] stars and underscores that mark nothing stay", () => {
  expect(show("2 * 3 * 4 and snake_case").textContent).toBe("2 * 3 * 4 and snake_case");
});

test("a hostile run of marks is read in time that grows with its length", () => {
  for (const mark of ["*", "**", "[", "`", "![", "[]("]) {
    const text = mark.repeat(4000 / mark.length);
    expect(show(text).textContent?.length).toBeGreaterThan(0);
  }
});
