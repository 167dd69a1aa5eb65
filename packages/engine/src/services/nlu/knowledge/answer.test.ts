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

/** The answer to who wrote in one of our languages, by a client of any. */
function answerTo(locale: "en" | "zh-CN", tag: string, answer: Record<string, string>) {
  const only = intent(
    { en: "", "zh-CN": "", ...answer },
    { title: { en: "Parking", "zh-CN": "停车", fr: "Parking (fr)" } },
  );
  const knowledge = { revision: 1, intents: new Map([[only.id, only]]), articles: new Map(), cannedReplies: [] };
  const { content, title } = composeAnswer(knowledge, { intent: only.id, locale, tag });
  return { text: content.text, title };
}

const ALL = { en: "Behind.", "zh-CN": "后面。", "zh-Hant": "後面。", fr: "Derrière.", ja: "裏です。" };

test.each<["en" | "zh-CN", string, Record<string, string>, string]>([
  ["en", "fr-CA", ALL, "Derrière."],
  ["zh-CN", "zh-TW", ALL, "後面。"],
  ["zh-CN", "zh-CN", ALL, "后面。"],
  ["zh-CN", "ja", ALL, "裏です。"],
  ["en", "de", ALL, "Behind."],
  // Who writes in another language than their client's is answered as they write, where that is beyond doubt.
  ["en", "zh-TW", ALL, "Behind."],
  ["zh-CN", "fr", ALL, "后面。"],
  ["zh-CN", "zh-TW", { en: "Behind.", "zh-CN": "后面。" }, "后面。"],
  ["en", "fr", { en: "Behind." }, "Behind."],
  ["en", "fr", { "zh-CN": "后面。" }, "I have this in Chinese only: 后面。"],
  ["en", "de", { fr: "Derrière." }, "Derrière."],
])("[L9] written in %s by a client in %s it is chosen by the client's language: %j", (locale, tag, texts, expected) => {
  expect(answerTo(locale, tag, texts).text).toBe(expected);
});

test("[L9] names are in the client's language too", () => {
  expect(answerTo("en", "fr", ALL).title).toBe("Parking (fr)");
  expect(answerTo("en", "de", ALL).title).toBe("Parking");
});

test("how an answer sounds comes with it", () => {
  expect(answerIn("en", intent({ en: "Ha!", "zh-CN": "" }, { tone: "cheerful" })).tone).toBe("cheerful");
  expect(answerIn("en", intent({ en: "Behind the shop.", "zh-CN": "" }))).not.toHaveProperty("tone");
});
