import { expect, test } from "vitest";
import { normalise } from "./normalise.ts";
import { isIdeograph, MAX_TOKENS, tokenise } from "../services/nlu/model/text/tokens.ts";

test.each([
  ["ＡＢＣ　１２３", "abc 000"],
  ["Where IS my Café", "where is my cafe"],
  ["我的訂單到哪裡了", "我的订单到哪里了"],
  ["don’t", "don't"],
  ["sooooo goooood", "soo good"],
  ["  It`s AB-1234,   MISSSSS!!! ", "it's ab-0000, miss!!!"],
  ["  It`s AB-1234,   MISSSSS！！！ ", "it's ab-0000, miss!!!"],
  ["a\u200Bb\n\t c", "ab c"],
  ["\uD800 x", "x"],
])("%s reads as %s", (text, folded) => {
  expect(normalise(text)).toBe(folded);
});

test("words, single ideographs, emoji and telling marks become tokens", () => {
  expect(tokenise("Where's 我的 order? 😀")).toEqual(["where's", "我", "的", "order", "?", "😀"]);
  expect(tokenise("カタカナ")).toHaveLength(4);
  expect(isIdeograph("我")).toBe(true);
  expect(isIdeograph("order")).toBe(false);
});

test("no more tokens are read than the limit", () => {
  expect(tokenise("word ".repeat(5_000))).toHaveLength(MAX_TOKENS);
});
