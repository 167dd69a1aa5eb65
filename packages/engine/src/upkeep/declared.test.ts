import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { COLLECTIONS } from "../services/collections.ts";
import { referredToLast } from "../store/collections.ts";

const SOURCES = join(import.meta.dirname, "..");

test("no service opens a collection but as it is declared", async () => {
  const files = (await readdir(SOURCES, { recursive: true })).filter((file) =>
    /(?<!\.test|\.kit|fixture)\.ts$/.test(file),
  );
  const opening: string[] = [];
  for (const file of files) {
    if (/\.collection[<(]/.test(await readFile(join(SOURCES, file), "utf8"))) opening.push(file);
  }
  expect(opening.filter((file) => !/^(store|upkeep|blobs)[/\\]/.test(file))).toEqual([]);
});

test("every name is declared once, by one service, and refers to what is declared", () => {
  const names = COLLECTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, refersTo = [] } of COLLECTIONS) expect(names, name).toEqual(expect.arrayContaining([...refersTo]));
});

test("what refers to others comes before them, whatever the order in which they are found", () => {
  const places = new Map(referredToLast(COLLECTIONS.toReversed(), COLLECTIONS).map(({ name }, at) => [name, at]));
  for (const { name, refersTo = [] } of COLLECTIONS) {
    for (const other of refersTo) expect(places.get(name), `${name} → ${other}`).toBeLessThan(places.get(other) ?? -1);
  }
  const circle = [
    { name: "a", refersTo: ["b"] },
    { name: "b", refersTo: ["a"] },
  ];
  expect(() => referredToLast(circle, circle)).toThrow("a → b → a: collections refer to each other.");
});
