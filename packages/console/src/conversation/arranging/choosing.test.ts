import { expect, test } from "vitest";
import { stepped } from "./choosing.ts";

test.each([
  ["the first step chooses where one stands and what comes next", [], "a", "b", ["a", "b"]],
  ["the next one chooses one more", ["a", "b"], "b", "c", ["a", "b", "c"]],
  ["a step back takes the last one away", ["a", "b", "c"], "c", "b", ["a", "b"]],
  ["what was chosen elsewhere stays", ["z"], "a", "b", ["z", "a", "b"]],
  ["where there is nothing above, one is chosen", [], "a", "a", ["a"]],
])("%s", (...[, before, from, to, after]) => {
  expect([...stepped(new Set(before), from, to)]).toEqual(after);
});
