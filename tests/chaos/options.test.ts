import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("without options it is a full run on one node with the embedded store", () => {
  const full = {
    seed: 1,
    seconds: 60,
    store: "sqlite",
    nodes: 1,
    intensity: 1,
    visitors: 24,
    agents: 14,
    quiet: false,
  };
  expect(readOptions([])).toEqual(full);
});

test("MongoDB is for three nodes unless another number is asked for", () => {
  expect(readOptions(["--store", "mongodb"])).toMatchObject({ nodes: 3 });
  expect(readOptions(["--store", "mongodb", "--nodes", "5", "--faults", "0.5"])).toMatchObject({
    nodes: 5,
    intensity: 0.5,
  });
});

test.each([
  [["--store", "oracle"], 'There is no store "oracle".'],
  [["--seed", "abc"], '--seed takes a whole number from 0 on, not "abc".'],
  [["--seed", ""], '--seed takes a whole number from 0 on, not "".'],
  [["--seconds", "0"], '--seconds takes a number above 0, not "0".'],
  [["--faults=-1"], '--faults takes a number above 0, not "-1".'],
  [["--visitors", "2.5"], '--visitors takes a whole number from 1 on, not "2.5".'],
  [["--nodes", "3"], "The embedded store is of one node: --nodes needs --store mongodb."],
])("%j is refused with a sentence", (args, sentence) => {
  expect(readOptions(args)).toBe(sentence);
});

test("what is not an option is refused", () => {
  expect(readOptions(["--sead", "1"])).toMatch(/--sead/);
  expect(readOptions(["seven"])).toMatch(/seven/);
});
