import { expect, test } from "vitest";
import type { Author } from "../event.ts";
import { previewText } from "./index.ts";

const VISITOR: Author = { kind: "visitor" };
const BOT: Author = { kind: "bot" };
const AMY: Author = { kind: "agent", id: "amy", name: "Amy" };

test.each<[Author, string, string]>([
  [BOT, "Open the order in [My orders](https://example.com/account/orders?tab=open).", "Open the order in My orders."],
  [BOT, "**Yes**: see\n\n1. this\n2. that", "Yes: see 1. this 2. that"],
  [AMY, "请打开 **我的订单**，再点 [申请退货](https://example.com/r)", "请打开 我的订单，再点 申请退货"],
  [AMY, "60*40*30 cm", "60*40*30 cm"],
  [VISITOR, "**not** [a link](https://example.com)", "**not** [a link](https://example.com)"],
  [VISITOR, "one\n\n  two", "one two"],
  [VISITOR, "", ""],
])("[C3] [C4] what %o said is listed in a line, without marks: %s", (author, text, expected) => {
  expect(previewText(author, { type: "text", text })).toBe(expected);
});

test("[C4] what is cut has no marks left, nor half a character", () => {
  const long = `${"word ".repeat(26)}[a link](https://example.com/a/long/address)`;
  expect(previewText(BOT, { type: "text", text: long })).toBe(`${"word ".repeat(26)}a link`);
  expect(previewText(VISITOR, { type: "text", text: `${"x".repeat(139)}🙂🙂` })).toBe(`${"x".repeat(139)}🙂`);
});

test("[C7] a file is listed by its name, as it is, with a sign", () => {
  for (const author of [VISITOR, AMY])
    expect(previewText(author, { type: "file", text: "a *b* c.pdf" })).toBe("📎 a *b* c.pdf");
});
