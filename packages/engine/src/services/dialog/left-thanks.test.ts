import { expect, test } from "vitest";
import { thanksFor } from "./left-thanks.ts";

/** Whatever there is that a Markdown reader makes something of, or that is no way to reach anybody. */
const SAID: readonly (readonly ["email" | "phone", string])[] = [
  ["phone", "[Reset your password](https://evil.example)"],
  ["phone", "call me"],
  ["phone", "https://evil.example/12345"],
  ["phone", "www.12345.example"],
  ["phone", "**12345**"],
  ["phone", "123\n456"],
  ["phone", "1-2-3"],
  ["email", "nowhere"],
  ["email", "[a](https://evil.example)@shop.example"],
  ["email", "![a](https://evil.example/a@shop.example)"],
  ["email", "https://evil.example/a@shop.example"],
  ["email", "www.evil.example@shop.example"],
  ["email", "`a`@shop.example"],
  ["email", "a@shop.example\n# Closed"],
];

test.each(SAID)("[Q5, C4] the bot does not say a visitor's words as its own: %s “%s”", (field, value) => {
  const content = { type: "left" as const, text: "Broken." };
  const none = thanksFor(content, { locale: "en" });
  expect(thanksFor({ ...content, fields: [{ field, value }] }, { locale: "en" })).toBe(none);
});

test("[Q5] the bot says where it will reach whoever left a message, in either language", () => {
  const fields = [
    { field: "email", value: " ann.müller+shop@laden.例子 " },
    { field: "phone", value: "+49 (30) 12-34.5/6" },
    { field: "name", value: "12345" },
  ];
  const left = { type: "left" as const, text: "Broken.", fields };
  expect(thanksFor(left, { locale: "en" })).toContain("reach you at ann.müller+shop@laden.例子 or +49 (30) 12-34.5/6.");
  expect(thanksFor(left, { locale: "zh-CN" })).toContain(
    "通过 ann.müller+shop@laden.例子、+49 (30) 12-34.5/6 与您联系",
  );
});
