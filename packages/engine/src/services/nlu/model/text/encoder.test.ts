import { expect, test } from "vitest";
import { createEncoder } from "./encoder.ts";
import { buildVocabulary } from "./vocabulary.ts";

const vocabulary = buildVocabulary(["where is my order", "where is my refund", "我的订单"], {
  minOccurrences: 1,
  maxRows: 10_000,
  gramWeight: 1,
  moods: false,
});
const encode = createEncoder(vocabulary);

test("a message of the training data has nothing novel, one of strange words is all novel", () => {
  expect(encode("Where is my ORDER").novelty).toBe(0);
  expect(encode("zyx qpo").novelty).toBe(1);
  const half = encode("where is my zyx").novelty;
  expect(half).toBeGreaterThan(0.2);
  expect(half).toBeLessThan(0.9);
});

test("the weights of words and of character n-grams have length 1 each", () => {
  const { bagWeights } = encode("where is my order");
  expect(bagWeights.reduce((sum, weight) => sum + weight * weight, 0)).toBeCloseTo(2, 5);
});

test("character n-grams weigh by the share of the tokens that have them", () => {
  const mixed = createEncoder(
    buildVocabulary(["打开 wechat 支付"], { minOccurrences: 1, maxRows: 10_000, gramWeight: 1, moods: false }),
  );
  // Two ideographs, a word, two ideographs: the word's n-grams have a fifth of the square of what the phrases have.
  const { bagWeights } = mixed("打开 wechat 支付");
  expect(bagWeights.reduce((sum, weight) => sum + weight * weight, 0)).toBeCloseTo(1.2, 5);
});

test("a misspelt word keeps features of the right one", () => {
  const right = new Set(encode("order").rows);
  const shared = encode("ordre").rows.filter((row) => right.has(row));
  expect(shared.length).toBeGreaterThan(0);
});

test("a message without words is one token without features", () => {
  const { tokens, starts, rows, bagRows, novelty } = encode("...");
  expect({ tokens, starts: [...starts], rows: rows.length, bag: bagRows.length, novelty }).toEqual({
    tokens: 1,
    starts: [0, 0],
    rows: 0,
    bag: 0,
    novelty: 1,
  });
});

test("only features that occur often enough, and the most frequent of them, get rows", () => {
  const texts = ["where is my order", "where is my refund"];
  const frequent = buildVocabulary(texts, { minOccurrences: 2, maxRows: 10_000, gramWeight: 1, moods: false });
  expect(frequent.occurrences.every((count) => count === 2)).toBe(true);
  expect(buildVocabulary(texts, { minOccurrences: 1, maxRows: 7, gramWeight: 1, moods: false }).hashes).toHaveLength(7);
});

test("with moods a message has features that others with the same mood have, though they share no word", () => {
  const texts = ["the food is delicious", "what a lovely place", "the food is horrible", "what an awful place"];
  const withMoods = createEncoder(
    buildVocabulary(texts, { minOccurrences: 2, maxRows: 10_000, gramWeight: 1, moods: true }),
  );
  const known = (text: string) => withMoods(text).bagRows.length;
  expect(known("outstanding")).toBeGreaterThan(known("outstanding".split("").reverse().join("")));
  const mood = (text: string) => [...withMoods(text).bagRows];
  expect(mood("fantastic")).toEqual(mood("wonderful"));
  expect(mood("fantastic")).not.toEqual(mood("terrible"));
});
