import { expect, test } from "vitest";
import { backOff } from "./back-off.ts";

test("[M11] waits 0.5 s, doubling to 30 s, any part of it", () => {
  expect([0, 1, 2, 6, 40].map((failures) => backOff(failures, 1))).toEqual([500, 1000, 2000, 30_000, 30_000]);
  expect(backOff(3, 0)).toBe(0);
});
