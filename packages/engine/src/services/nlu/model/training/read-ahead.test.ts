import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { openSentences } from "../text/sentences.ts";
import { readAhead } from "./read-ahead.ts";
import { createReader, FREE, READ, type Shelf } from "./shelf.ts";

/** Vectors that tell their text. */
const encode = (text: string) => Float32Array.of(text.length, text.codePointAt(0) ?? 0);
const TEXTS = Array.from({ length: 300 }, (_, at) => `${String.fromCodePoint(0x4e00 + at)}${"?".repeat(at % 7)}`);

test("what is read ahead are the encoder's vectors, in whatever order they are asked for", async () => {
  const sentences = await openSentences();
  if (!sentences) throw new Error("There are no sentence vectors here.");
  const ahead = readAhead(sentences, [...TEXTS, ...TEXTS]);
  await setImmediate();
  for (const text of [...TEXTS.slice(150), ...TEXTS, "an unknown one", ""]) {
    expect(ahead.encode(text)).toEqual(sentences.encode(text));
  }
});

test("two readers share the work, and each text is read once", () => {
  const shelf = shelfOf(TEXTS);
  const read: string[] = [];
  const reader = () => createReader(shelf, (text) => (read.push(text), encode(text)));
  const [one, other] = [reader(), reader()];
  expect(one.isThere(17)).toBe(true);
  let more = true;
  while (more) more = [one.next(), other.next()].some(Boolean);
  expect(read.toSorted()).toEqual(TEXTS.toSorted());
  expect(new Set(new Int32Array(shelf.states))).toEqual(new Set([READ]));
  const vectors = new Float32Array(shelf.vectors);
  for (const [at, text] of TEXTS.entries())
    expect([...vectors.subarray(2 * at, 2 * at + 2)]).toEqual([...encode(text)]);
});

test("what somebody took and never read is not waited for without end, and what else there is is read meanwhile", () => {
  const shelf = shelfOf(TEXTS);
  const dead = createReader(shelf, () => {
    throw new Error("The thread ends.");
  });
  expect(() => dead.next()).toThrow("ends");
  const reader = createReader(shelf, encode);
  // As often as it is asked for: the wait would end the test.
  for (let again = 0; again < 100; again++) expect(reader.isThere(0)).toBe(false);
  expect(reader.isThere(1)).toBe(true);
  expect([...new Int32Array(shelf.states)].slice(1)).not.toContain(FREE);
});

function shelfOf(texts: readonly string[]): Shelf {
  const states = new SharedArrayBuffer(4 * Math.ceil(texts.length / 16));
  return { texts, dimensions: 2, states, vectors: new SharedArrayBuffer(8 * texts.length) };
}
