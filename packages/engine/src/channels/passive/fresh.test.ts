import { expect, test } from "vitest";
import { createFreshness } from "./fresh.ts";

const MINUTE = 60_000;

test("what is older than five minutes is refused, and what is of the future", () => {
  const isFresh = createFreshness(() => 100 * MINUTE);
  const at = (minutes: number) => isFresh({ at: minutes * MINUTE, signature: `s${minutes}`, about: "m" });
  expect([at(94.9), at(95), at(100), at(105), at(105.1), at(Number.NaN)]).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("a signature is good for one message, however often that comes", () => {
  let now = 0;
  const isFresh = createFreshness(() => now);
  const call = (about: string) => isFresh({ at: now, signature: "s", about });
  expect([call("m1"), call("m1"), call("m2"), call("m1")]).toEqual([true, true, false, true]);
  // By then it is too old anyway, and is not kept.
  now = 11 * MINUTE;
  expect(call("m2")).toBe(true);
});
