import { expect, test } from "vitest";
import { scopeScore } from "../serving/scope.ts";
import { harder } from "./harder.ts";
import { createRandom } from "./random.ts";
import { fitScope } from "./scope.ts";

test("a signal that tells where the confidence does not is weighed", () => {
  const random = createRandom(1);
  const some = (mean: number) => Array.from({ length: 60 }, () => [random.next(), mean + random.next()]);
  const scope = fitScope(some(1), some(-1));
  expect(scopeScore(scope ?? { weights: [], bias: 0 }, [0.5, 1.5])).toBeGreaterThan(0.7);
  expect(scopeScore(scope ?? { weights: [], bias: 0 }, [0.5, -0.5])).toBeLessThan(0.3);
});

test("too few messages of either kind say nothing, and a signal that is missing counts nothing", () => {
  expect(fitScope([[1], [2]], [[0]])).toBeUndefined();
  expect(scopeScore({ weights: [1, 5], bias: 0 }, [0])).toBe(0.5);
});

test("harder copies have a slip or are cut short, in both languages", () => {
  const examples = ["where is my parcel now please", "", "ok", "我的快递现在到哪里了", ""].map((text) => ({
    text,
    intent: "a",
  }));
  const copies = harder(examples).map(({ text }) => text);
  expect(copies).toHaveLength(2);
  expect(copies[0]).not.toBe(examples[0]?.text);
  expect(harder([{ text: "我的快递现在到哪里了", intent: "a" }]).map(({ text }) => text.length)).toEqual([9, 6]);
});
