import type { ModelCard } from "@parley/protocol";
import { expect, test } from "vitest";
import { FRAME, path, place, range } from "./chart.ts";
import { publishing, weakest } from "./models.ts";

const model = (version: number, status: ModelCard["status"]) => ({ version, status }) as ModelCard;

test("the weakest intents come first, those without a mistake do not come", () => {
  const scores = [
    { intent: "fine", right: 5, total: 5 },
    { intent: "half", right: 2, total: 4 },
    { intent: "bad", right: 0, total: 3 },
    { intent: "good", right: 9, total: 10 },
  ];
  expect(weakest(scores).map(({ intent }) => intent)).toEqual(["bad", "half", "good"]);
  expect(weakest(scores, 1)).toHaveLength(1);
});

test("publishing an older model is a roll-back, the published one cannot be published", () => {
  const models = [model(1, "retired"), model(2, "published"), model(3, "candidate")];
  expect(models.map((one) => publishing(one, models))).toEqual(["rollBack", undefined, "publish"]);
});

test("the axis holds every value and respects its limits", () => {
  const [low, high] = range([0.5, 1], { least: 0, most: 1 });
  expect(low).toBeLessThan(0.5);
  expect(high).toBe(1);
  expect(range([], { least: 0, most: 1 })).toEqual([0, 1]);
  const [same, above] = range([2, 2]);
  expect(above).toBeGreaterThan(same);
});

test("the first epoch is at the left edge, the last at the right, high values at the top", () => {
  const [first, last] = place(
    [
      { x: 1, y: 0 },
      { x: 10, y: 1 },
    ],
    10,
    [0, 1],
  );
  expect(first).toEqual({ x: FRAME.left, y: FRAME.height - FRAME.bottom });
  expect(last).toEqual({ x: FRAME.width - FRAME.right, y: FRAME.top });
  expect(
    path([
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ]),
  ).toBe("M1.0 2.0L3.0 4.0");
});
