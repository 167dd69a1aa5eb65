import { expect, test } from "vitest";
import { inTime } from "./in-time.ts";

const never = () => {
  throw new Error("Nothing was to fail.");
};

test("what is done in time is in time, and what fails is told", async () => {
  expect(await inTime(Promise.resolve(), never)).toBe(true);
  const failures: unknown[] = [];
  expect(await inTime(Promise.reject(new Error("no")), (error) => failures.push(error))).toBe(false);
  expect(failures).toEqual([new Error("no")]);
});

test("what takes longer is not waited for, and what it throws later is told", async () => {
  const failures: unknown[] = [];
  let fail: (why: Error) => void = () => {};
  const slow = new Promise((_, reject) => {
    fail = reject;
  });
  expect(await inTime(slow, (error) => failures.push(error), 1)).toBe(false);
  fail(new Error("late"));
  await expect.poll(() => failures).toEqual([new Error("late")]);
});
