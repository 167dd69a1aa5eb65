import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Reading } from "./asked.ts";
import { readReply } from "./read.ts";
import type { Situation } from "./effects.ts";

/**
 * Replies as people type them, written by several hands before the reader knew them. Each line: situation, language, what it is
 * to be taken for, and the replies.
 */
const lines = readFileSync(new URL("everyday.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");

const CHOICES = {
  en: ["Refund is late", "Return an item", "Track my order", "None of these", "Talk to a person"],
  zh: ["退款多久到账", "申请退货", "修改收货地址", "都不是", "转人工客服"],
};
const VALUES = ["1", "2", "3", "none", "human"];

function asked(what: Situation, language: "en" | "zh") {
  const choices = CHOICES[language].map((label, index) => ({ label, value: VALUES[index] ?? "" }));
  if (what === "offer") return { what, choices: choices.slice(-1) };
  return { what, choices: what === "choices" ? choices : [] };
}

function taken(reading: Reading | undefined): string {
  if (!reading || ("rest" in reading && reading.rest !== undefined)) return "question";
  return reading.does === "pick" ? reading.choices.map(({ value }) => value).join("+") : reading.does;
}

test.each(lines)("[B1] [B2] replies in everyday words: %s", (line) => {
  const [header = "", ...texts] = line.split(" | ");
  const [what, language, expected] = header.split(" ") as [Situation, "en" | "zh", string];
  const wrong = texts
    .map((text) => [text, taken(readReply(text, asked(what, language)))])
    .filter(([, got]) => got !== expected);
  expect(wrong).toEqual([]);
});
