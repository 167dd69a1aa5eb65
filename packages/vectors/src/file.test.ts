import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readParts } from "./file.ts";

const bytes = new Uint8Array(await readFile(new URL("../data/vectors.bin", import.meta.url))).buffer;

test("the file has the pieces of Chinese, simplified and traditional, and of English, and fits into 14 MB", () => {
  const { pieces, scores, table, width } = readParts(bytes);
  for (const piece of ["▁order", "快", "递", "遞", "發", "发", "ing", "é"]) expect(pieces).toContain(piece);
  expect(pieces).toEqual(pieces.toSorted());
  expect(scores).toHaveLength(pieces.length);
  expect(table.values).toHaveLength(((pieces.length + 3) * width) / 2);
  expect(bytes.byteLength).toBeLessThan(14e6);
});

test("a cut file, an empty one, another one and one of another format are refused", () => {
  expect(() => readParts(bytes.slice(0, 5_000_000))).toThrow("The file of sentence vectors is cut off.");
  expect(() => readParts(bytes.slice(0, 100))).toThrow("cut off");
  expect(() => readParts(new ArrayBuffer(0))).toThrow("This is no file of Parley's sentence vectors.");
  expect(() => readParts(new TextEncoder().encode("PARLEY-M and more").buffer)).toThrow("This is no file");
  const other = new Uint8Array(bytes.slice(0));
  other.set(new TextEncoder().encode('{"version":2,'), 12);
  expect(() => readParts(other.buffer)).toThrow("have format 2, but this program reads format 1");
});

test("the kernel's code is what its source compiles to", () => {
  const build = fileURLToPath(new URL("../../../scripts/kernel.mjs", import.meta.url));
  const found = execFileSync(process.execPath, [build, "vectors", "--check"], { encoding: "utf8" });
  expect(found).toContain("bytes of WebAssembly");
});
