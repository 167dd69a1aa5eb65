import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, "utf8");
const RULE = /\b([A-Z]\d{1,2})\b/g;

/** The rules as SPEC.md numbers them. */
const rules = [...read("packages/protocol/SPEC.md").matchAll(/^\* \*\*([A-Z]\d+)\*\*/gm)].map(([, id = ""]) => id);

/** The numbers that tests name, with the files that do. */
function named(): Map<string, string[]> {
  const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" }).split(
    "\n",
  );
  const files = tracked.filter(
    (path) => /\.(test|contract)\.tsx?$/.test(path) || /^tests\/(scenarios|chaos)\//.test(path),
  );
  const found = new Map<string, string[]>();
  for (const file of files) {
    // At the beginning of a name, as `[M1] `, `M1: ` or `M1, M2: `, or behind it, as `(SPEC M1)`.
    for (const [said] of read(file).matchAll(
      /["'`](\[[A-Z]\d{1,2}[^\]\n]*\] |(?:[A-Z]\d{1,2}, )*[A-Z]\d{1,2}: )|\(SPEC [^)\n]+\)/g,
    )) {
      for (const [, id = ""] of said.matchAll(RULE)) found.set(id, [...(found.get(id) ?? []), file]);
    }
  }
  return found;
}

test("the rules are numbered without gaps, each once", () => {
  expect(rules.length).toBeGreaterThan(50);
  expect(new Set(rules).size).toBe(rules.length);
  for (const letter of new Set(rules.map((id) => id[0]))) {
    const numbers = rules.filter((id) => id[0] === letter).map((id) => Number(id.slice(1)));
    expect([letter, numbers.sort((a, b) => a - b)]).toEqual([letter, numbers.map((_, index) => index + 1)]);
  }
});

test("every rule has a test that names it, and every number that a test names is a rule", () => {
  const tested = named();
  expect(rules.filter((id) => !tested.has(id))).toEqual([]);
  // Other letters are of other lists, as the store's.
  const letters = new Set(rules.map((id) => id[0]));
  expect([...tested].filter(([id]) => letters.has(id[0]) && !rules.includes(id))).toEqual([]);
});
