import { expect, test } from "vitest";
import { createEncoder } from "../text/encoder.ts";
import { buildVocabulary } from "../text/vocabulary.ts";
import { keep } from "./batches.ts";
import { tellingOf } from "./telling.ts";

test("what occurs with one output alone tells more than what is everywhere, and what is rare less than what is frequent", () => {
  const praise = ["a good soup", "a good film", "a good shop", "a lucky day"];
  const blame = ["a bad soup", "a bad film", "a bad shop", "a sad day"];
  const texts = [...praise, ...blame];
  const vocabulary = buildVocabulary(texts, { minOccurrences: 1, maxRows: 10_000, gramWeight: 1, moods: false });
  const encode = createEncoder(vocabulary);
  const messages = texts.map((text) => keep(encode(text)));
  const outputs = Int32Array.from(texts, (_, at) => (at < praise.length ? 0 : 1));

  const telling = tellingOf(messages, outputs, 2, vocabulary.hashes.length);
  const of = (word: string) => telling[encode(word).bagRows[0] as number] as number;
  expect(of("good")).toBeGreaterThan(of("lucky"));
  expect(of("lucky")).toBeGreaterThan(of("soup"));
  expect(telling.reduce((sum, value) => sum + value, 0) / telling.length).toBeCloseTo(1);
});
