import { expect, test } from "vitest";
import { normalise } from "./normalise.ts";

test.each([
  ["  Two   words ", "▁Two▁words"],
  ["ＡＢＣ１２３，？", "▁ABC123,?"],
  ["a\tb\nc\rd\u00a0e\u3000f\u200bg", "▁a▁b▁c▁d▁e▁f▁g"],
  ["½ ﬁne ①", "▁1⁄2▁fine▁1"],
  ["e\u0301te\u0301", "▁été"],
  ["很好～", "▁很好～"],
  ["退貨 退货", "▁退貨▁退货"],
  ["…", "▁..."],
  [" \n ", ""],
  ["", ""],
])("%j becomes %j", (text, expected) => {
  expect(normalise(text)).toBe(expected);
});
