import { expect, test } from "vitest";
import { placesIn } from "./rows-in-sight.ts";

const high = (at: number) => (at % 3 === 0 ? 80 : 60);
const heightOf = (first: number, last: number) => {
  let sum = 0;
  for (let at = first; at < last; at += 1) sum += high(at);
  return sum;
};

test.each([0, 1, 5, 10_000])("of %d rows few are drawn, and the room of all is kept wherever one looks", (count) => {
  const whole = heightOf(0, count);
  for (const from of [-5_000, -300, 0, 777, whole / 2, whole - 800, whole + 3_000]) {
    const places = placesIn(count, high, { from, tall: 800 }, []);
    expect(places.length).toBeLessThanOrEqual(Math.min(count, 32));
    expect(places.length > 0).toBe(count > 0);
    expect(places.reduce((sum, { at, above, below }) => sum + above + high(at) + below, 0)).toBe(whole);
  }
});

test("what is in sight is drawn, where it is", () => {
  const places = placesIn(10_000, high, { from: 100_000, tall: 800 }, []);
  const [first, last] = [places[0], places.at(-1)];
  expect(first?.above).toBe(heightOf(0, first?.at ?? 0));
  expect(first?.above).toBeLessThan(100_000);
  expect(heightOf(0, last?.at ?? 0)).toBeGreaterThan(100_800);
});

test("what is kept is drawn however far it is, each row once", () => {
  const places = placesIn(1_000, high, { from: 0, tall: 800 }, [3, 500, -1]);
  const drawn = places.map(({ at }) => at);
  expect(drawn.slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
  expect(drawn.at(-1)).toBe(500);
  expect(places.at(-1)).toMatchObject({ above: heightOf((drawn.at(-2) ?? 0) + 1, 500), below: heightOf(501, 1_000) });
});
