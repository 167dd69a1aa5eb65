import { expect, test } from "vitest";
import { createMemory } from "./memory.ts";

const span = (hashes: number) => ({ seq: 1, from: 0, hashes: new Uint32Array(hashes), stored: true });

test("as many spans are remembered as there is room for, and few of those that have many hashes", () => {
  const memory = createMemory({ spans: 3, hashes: 10 });
  const known = () => ["a:0", "b:0", "c:0", "d:0"].filter((id) => memory.get(id));
  for (const id of ["a:0", "b:0", "c:0", "d:0"]) memory.remember(id, span(1));
  expect(known()).toEqual(["b:0", "c:0", "d:0"]);
  memory.remember("b:0", span(9));
  expect(known()).toEqual(["b:0", "d:0"]);
  memory.forgetAll("b");
  for (const id of ["a:0", "c:0"]) memory.remember(id, span(4));
  expect(known()).toEqual(["a:0", "c:0", "d:0"]);
});
