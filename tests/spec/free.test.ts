import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, "utf8");

test("whatever docs/free.md names as there has the test that it names", () => {
  const rows = read("docs/free.md")
    .split("\n")
    .filter((line) => /^\| (?!what|-)/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  const wrong = rows.filter((row) => {
    const [, file, says] = /`([^`]+\.test\.ts)` ([^|]+) \|$/.exec(row) ?? [];
    return !file || !says || !read(file).includes(says);
  });
  expect(wrong).toEqual([]);
});
