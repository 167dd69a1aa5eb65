import { expect, test } from "vitest";
import { calibrate } from "./calibration.ts";
import type { Judged } from "./judged.ts";

const labels = ["delivery", "refund"];

/** So many messages about deliveries, of which the model says so with some certainty. */
function judged(count: number, sure: number, more: Partial<Judged> = {}): Judged[] {
  const scores = { linear: Float32Array.from([sure, 0]), network: Float32Array.from([sure, 0]), familiarity: 1 };
  return Array.from({ length: count }, (_, at) => ({ text: `${at}`, intent: "delivery", labels, scores, ...more }));
}

const temperatureOf = (all: Judged[]) => calibrate(all, { network: 0.5 }).temperature;

test("near-duplicates of what was learned do not make a model surer, unless there is little else", () => {
  const others = [...judged(20, 1), ...judged(20, -1)];
  expect(temperatureOf([...others, ...judged(200, 3, { near: true })])).toBe(temperatureOf(others));
  const few = [...judged(4, 1), ...judged(4, -1)];
  expect(temperatureOf([...few, ...judged(200, 3, { near: true })])).not.toBe(temperatureOf(few));
});

test("harder copies that are misread make it less sure", () => {
  const plain = [...judged(60, 2), ...judged(6, -2)];
  expect(temperatureOf([...plain, ...judged(30, -2, { copy: true })])).toBeGreaterThan(temperatureOf(plain));
});
