import { expect, test } from "vitest";
import { has, keyedHashes } from "./keyed.ts";
import { pack, unpack } from "./packed.ts";

const hash = keyedHashes("a key");
const some = (count: number) =>
  Uint32Array.from(new Set(Array.from({ length: count }, (_, place) => hash(`term ${place}`)))).toSorted();

test.each([0, 1, 2, 7, 300, 5_000])("what is packed of %s hashes is there again, and nothing else", (count) => {
  const hashes = some(count);
  expect(unpack(pack(hashes))).toEqual(hashes);
});

test("the least and the greatest hash have room, as has each beside another", () => {
  for (const hashes of [[0], [2 ** 24 - 1], [0, 1, 2, 3, 2 ** 24 - 2, 2 ** 24 - 1]])
    expect([...unpack(pack(Uint32Array.from(hashes)))]).toEqual(hashes);
});

test("300 hashes take less than 3 bytes each, as text", () => {
  expect(pack(some(300)).length).toBeLessThan(300 * 3);
});

test.each(["", "!", "AAAA", "FFFF", "/////////w", pack(some(300)).slice(0, 97)])(
  "what is no packed hashes, as %s, is read to its end",
  (text) => {
    const read = unpack(text);
    expect(read).toEqual(read.toSorted());
  },
);

test("a hash is found by halving only if it is there", () => {
  const hashes = some(300);
  expect(hashes.every((one) => has(hashes, one))).toBe(true);
  expect(has(hashes, hash("another"))).toBe(false);
  expect(has(new Uint32Array(), 0)).toBe(false);
});
