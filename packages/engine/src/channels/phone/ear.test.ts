import { expect, test } from "vitest";
import { forTheEar } from "./ear.ts";
import type { Language } from "./flow.ts";
import type { Part } from "../../spine/render.ts";

const choices = [
  { label: "Returns", value: "intent:return_item" },
  { label: "a person", value: "person" },
];
const GOLDEN: [name: string, language: Language, parts: Part[], said: string][] = [
  ["plain words", "en", [{ text: "Your order is on its way." }], "Your order is on its way."],
  ["plain words", "zh-CN", [{ text: "您的订单已发货。" }], "您的订单已发货。"],
  ["marks", "en", [{ text: "This is **very** *important*, `really`" }], "This is very important, really."],
  ["marks", "zh-CN", [{ text: "**七天**内可以退货" }], "七天内可以退货。"],
  [
    "a heading and paragraphs",
    "en",
    [{ text: "# Returns\n\nFree for 30 days\n\nAsk us" }],
    "Returns. Free for 30 days. Ask us.",
  ],
  ["a heading and paragraphs", "zh-CN", [{ text: "# 退货\n\n三十天内免费" }], "退货。三十天内免费。"],
  ["a list", "en", [{ text: "You need:\n\n- the receipt\n- the box" }], "You need: the receipt. the box."],
  ["steps", "zh-CN", [{ text: "1. 打开订单\n2. 点击退货" }], "1, 打开订单。2, 点击退货。"],
  ["a link", "en", [{ text: "See [our page](https://shop.example/returns?a=1)." }], "See our page."],
  ["an address", "en", [{ text: "See https://www.shop.example/returns?a=1" }], "See the page shop.example."],
  ["an address", "zh-CN", [{ text: "请看 https://shop.example/a。" }], "请看 网页 shop.example。"],
  ["a table", "en", [{ text: "| Size | Price |\n|---|---|\n| S | 5 |" }], "Size, Price. S, 5."],
  ["smileys", "en", [{ text: "Gladly! 😀👍🏽" }], "Gladly!"],
  [
    "choices",
    "en",
    [{ text: "What is it about?", choices }],
    "What is it about? For Returns, press 1. For a person, press 2.",
  ],
  [
    "choices",
    "zh-CN",
    [{ text: "您要办理什么？", choices: [{ label: "退货", value: "r" }] }],
    "您要办理什么？退货请按 1。",
  ],
  ["several parts", "en", [{ text: "One" }, { text: "Two" }], "One. Two."],
  [
    "a file",
    "en",
    [
      {
        text: "a.pdf",
        file: {
          name: "a.pdf",
          kind: "document",
          type: "application/pdf",
          bytes: 1,
          read: () => (async function* () {})(),
        },
      },
    ],
    "I have a file for you that cannot be heard: a.pdf.",
  ],
  ["nothing at all", "en", [{ text: " " }], ""],
];

test.each(GOLDEN)("%s (%s) is said so", (_, language, parts, said) => {
  expect(forTheEar(parts, language).text).toBe(said);
});

test("keys stand for the choices that are offered", () => {
  expect(forTheEar([{ text: "a" }, { text: "b", choices }], "en").choices).toEqual(choices);
  expect(forTheEar([{ text: "a" }], "en").choices).toBeUndefined();
});
