import type { Intent } from "@parley/protocol";
import { expect, test } from "vitest";
import { composeAnswer } from "./answer.ts";

const intent = (answer: Intent["answer"], more: Partial<Intent> = {}): Intent => ({
  id: "parking",
  title: { en: "Parking", "zh-CN": "停车" },
  examples: [],
  answer,
  version: 1,
  ...more,
});

function answerIn(locale: "en" | "zh-CN", only: Intent) {
  const knowledge = { revision: 1, intents: new Map([[only.id, only]]), articles: new Map(), cannedReplies: [] };
  return composeAnswer(knowledge, { intent: only.id, locale });
}

test.each([
  ["en", { en: "Behind the shop.", "zh-CN": "店后面。" }, "Behind the shop."],
  ["zh-CN", { en: "Behind the shop.", "zh-CN": "店后面。" }, "店后面。"],
  ["en", { en: "", "zh-CN": "店后面。" }, "I have this in Chinese only: 店后面。"],
  ["zh-CN", { en: "Behind the shop.", "zh-CN": "" }, "这部分内容目前只有英文：Behind the shop."],
] as const)(
  "in %s an answer is in the visitor's language, or says first that it is not: %j",
  (locale, answer, text) => {
    expect(answerIn(locale, intent(answer)).content).toMatchObject({ text });
  },
);

test("an intent without an answer in either language has none", () => {
  expect(() => answerIn("en", intent({ en: "", "zh-CN": "" }))).toThrow("no answer");
});

test("how an answer sounds comes with it", () => {
  expect(answerIn("en", intent({ en: "Ha!", "zh-CN": "" }, { tone: "cheerful" })).tone).toBe("cheerful");
  expect(answerIn("en", intent({ en: "Behind the shop.", "zh-CN": "" }))).not.toHaveProperty("tone");
});
