import { expect, test } from "vitest";
import { firstOf, standingsOf } from "./standing.ts";

const at = 1_000_000;

test("what is due first stands first, and says whether it is near or missed", () => {
  const promises = [
    { of: "resolution" as const, at: at + 500, near: at + 400 },
    { of: "firstReply" as const, at: at + 50, near: at - 10 },
  ];
  expect(standingsOf({ promises }, at)).toEqual([
    { of: "firstReply", is: "near", span: 50 },
    { of: "resolution", is: "far", span: 500 },
  ]);
  expect(firstOf({ promises }, at + 60)).toEqual({ of: "firstReply", is: "missed", span: 10 });
});

test("what does not count now has so much left, and is not what is next", () => {
  const promises = [{ of: "resolution" as const, left: 300 }];
  expect(standingsOf({ promises }, at)).toEqual([{ of: "resolution", is: "paused", span: 300 }]);
  expect(firstOf({ promises }, at)).toBeUndefined();
  expect(firstOf({}, at)).toBeUndefined();
});

test("what was missed stays so while time does not count", () => {
  expect(firstOf({ promises: [{ of: "resolution", left: -300 }] }, at)).toEqual({
    of: "resolution",
    is: "missed",
    span: 300,
  });
});
