import { expect, test } from "vitest";
import { createWaits } from "./waits.ts";

const ann = { id: "ann", name: "Ann", takes: true };
const bob = { ...ann, id: "bob" };

/** Waits that are worked out as said, by a clock that stands still. */
function counted() {
  const clock = { at: 1_000_000 };
  const asked: string[][] = [];
  const told = { later: 0 };
  const waits = createWaits({
    ask: async (agents) => {
      asked.push(agents.map(({ id }) => id));
      return { a: { from: asked.length, until: 9 } };
    },
    later: () => void told.later++,
    now: () => clock.at,
  });
  return { waits, clock, asked, told };
}

test("[H19] however many ask at once, it is worked out once for all of them", async () => {
  const { waits, asked } = counted();
  const answers = await Promise.all(Array.from({ length: 100 }, () => waits(["a", "b"], [ann])));
  expect(asked).toHaveLength(1);
  expect(new Set(answers.map(({ a }) => a?.from))).toEqual(new Set([1]));
});

test("[H19] while the same people wait for the same team, what was worked out holds for some seconds", async () => {
  const { waits, clock, asked } = counted();
  await waits(["a", "b"], [ann]);
  clock.at += 4_999;
  // Somebody was taken.
  await waits(["b"], [ann]);
  expect(asked).toHaveLength(1);
  clock.at += 1;
  await waits(["b"], [ann]);
  expect(asked).toHaveLength(2);
});

test("[H19] who is new, or another team, has it worked out again, once a second at most, and is told a second later", async () => {
  const { waits, clock, asked, told } = counted();
  await waits(["a"], [ann]);
  for (let each = 0; each < 50; each += 1) await waits(["a", `new ${each}`], [ann, bob]);
  expect(asked).toHaveLength(1);
  // Once for all fifty.
  await expect.poll(() => told.later, { timeout: 10_000 }).toBe(1);
  clock.at += 1_000;
  await waits(["a", "new 1"], [ann, bob]);
  expect(asked).toEqual([["ann"], ["ann", "bob"]]);
});

test("[H19] nothing is worked out while nobody waits or nobody is there", async () => {
  const { waits, asked } = counted();
  expect(await waits([], [ann])).toEqual({});
  expect(await waits(["a"], [])).toEqual({});
  expect(asked).toEqual([]);
});
