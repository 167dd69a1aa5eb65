import { expect, test } from "vitest";
import { areAtOdds } from "./at-odds.ts";
import { decide } from "./classifier.ts";

const labels = ["delivery", "refund", "refund_elsewhere"];
const calibration = { temperature: 1, share: 0.5, threshold: 0, sentence: { power: 1, sharpness: 1 } };
const scores = (words: number[], sentence: number[]) => {
  const ofWords = Float32Array.from(words);
  return { linear: ofWords, network: ofWords, familiarity: 1, sentence: Float32Array.from(sentence) };
};

test("what words and sentence vectors say alike is sure; where they differ nothing is, though the order stays", () => {
  const alike = decide(labels, scores([9, 1, 0], [5, 2, 0]), calibration);
  expect(alike.intents[0]).toMatchObject({ intent: "delivery", confidence: expect.closeTo(1, 1) as number });
  const differing = decide(labels, scores([9, 1, 0], [2, 5, 0]), calibration);
  expect(differing.intents.map(({ intent }) => intent)).toEqual(labels);
  expect(differing.intents[0]?.confidence).toBeLessThan(0.8);
});

test("two intents that are asked for in the same words, or that cannot be meant here, are no difference", () => {
  const [one, other] = [Float32Array.from([0, 5, 1]), Float32Array.from([0, 1, 5])];
  const has = () => true;
  expect(areAtOdds(labels, one, other)).toBe(true);
  expect(areAtOdds(labels, one, other, { has, areAlike: () => true })).toBe(false);
  const here = { has: (intent: string) => intent !== "refund_elsewhere", areAlike: () => false };
  expect(areAtOdds(labels, one, other, here)).toBe(false);
});
