import { expect, test } from "vitest";
import { contrastOf, moodsOf, negates } from "./moods.ts";
import { tokenise } from "./tokens.ts";

const found = (text: string) => moodsOf(tokenise(text)).map(({ at, word, negated }) => ({ at, word, negated }));

test("words that tell a mood are found in both languages, and emoji", () => {
  expect(found("what a great shop")).toEqual([{ at: 2, word: 3, negated: false }]);
  expect(found("客服很耐心")).toEqual([{ at: 4, word: 2, negated: false }]);
  expect(found("👎")).toEqual([{ at: 0, word: -3, negated: false }]);
  expect(found("我想查订单")).toEqual([]);
});

test("traditional characters and full-width letters tell the same mood", () => {
  expect(found("質量很差")).toEqual(found("质量很差"));
  expect(found("ｇｒｅａｔ")).toEqual(found("great"));
});

test("of two words that begin alike the longer counts", () => {
  expect(found("不满意")).toEqual([{ at: 2, word: -2, negated: false }]);
  expect(found("非常满意")).toEqual([{ at: 3, word: 3, negated: false }]);
});

test("a negation reaches the words after it, and makes good bad but less so", () => {
  expect(moodsOf(tokenise("it isn't very good"))).toEqual([{ at: 3, word: 3, negated: true, value: -0.74 * 3 }]);
  expect(found("一点也不喜欢")).toEqual([{ at: 5, word: 2, negated: true }]);
  expect(found("not that it matters, the colour is good").at(-1)?.negated).toBe(false);
});

test("what only looks like a negation is none", () => {
  const tokens = tokenise("不过喜欢");
  expect(negates(tokens, 0)).toBe(false);
  expect(found("不过喜欢")).toEqual([{ at: 3, word: 2, negated: false }]);
});

test("a contrast is where the last but stands, not a word at the end", () => {
  expect(contrastOf(tokenise("it came late but it works"))).toBe(3);
  expect(contrastOf(tokenise("味道可以，不过太慢了"))).toBe(4);
  expect(contrastOf(tokenise("it has not arrived yet"))).toBe(-1);
  expect(contrastOf([])).toBe(-1);
});
