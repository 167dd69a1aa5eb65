import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { SPECIAL_ROWS, readParts } from "./file.ts";
import { loadVectors } from "./index.ts";
import { createTokeniser } from "./pieces.ts";

/** What scripts/golden.py made of the whole model. */
const golden = JSON.parse(await readFile(new URL("../golden.json", import.meta.url), "utf8")) as Golden[];
interface Golden {
  text: string;
  pieces: string[];
  vector: string;
}

const file = await readFile(new URL("../data/vectors.bin", import.meta.url));
const parts = readParts(new Uint8Array(file).buffer);
const tokenise = createTokeniser(parts);
const { encode, dimensions } = await loadVectors();

/** The least that is left of a vector's direction by sixteen levels, and by pieces that were dropped. */
const ALIKE = 0.975;

test.each(golden)(
  "$text is cut into the pieces of the whole model, and its vector points where that one's does",
  (row) => {
    const pieces = [...tokenise(row.text)].slice(1, -1).map((at) => parts.pieces[at - SPECIAL_ROWS]);
    expect(pieces).toEqual(row.pieces);
    expect(similarity(encode(row.text), vectorOf(row))).toBeGreaterThan(ALIKE);
  },
);

test("what means the same lies near, in another language too, and what does not lies far", () => {
  const [order, parcel, shoes] = ["Where is my order?", "我的订单到哪了", "Which shoes fit a marathon?"].map(encode);
  expect(dimensions).toBe(512);
  expect(similarity(order, parcel)).toBeGreaterThan(0.6);
  expect(similarity(order, shoes)).toBeLessThan(0.3);
});

test("plain JavaScript gives the same numbers as the kernel, to the last bit", async () => {
  const plain = await loadVectors({ runtime: "plain" });
  expect(plain.runtime).toBe("plain");
  for (const text of ["", "a", "我的快递到哪了 please 😀", "\ud800", `${"long ".repeat(300)}tail`]) {
    expect(plain.encode(text)).toEqual(encode(text));
  }
});

test("a vector has the length 1 and stays as it is when others are made", () => {
  const first = encode("refund");
  const copy = first.slice();
  for (const text of ["something quite different", "", "refund ".repeat(500)]) {
    expect(similarity(encode(text), encode(text))).toBeCloseTo(1, 5);
  }
  expect(first).toEqual(copy);
  expect(encode("refund")).toEqual(copy);
});

function vectorOf({ vector }: Golden): Float32Array {
  const bytes = Buffer.from(vector, "base64");
  const values = Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

function similarity(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return one?.reduce((sum, value, at) => sum + value * (other?.[at] ?? 0), 0) ?? 0;
}
