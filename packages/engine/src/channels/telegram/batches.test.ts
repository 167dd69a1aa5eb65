import { ChatError } from "@parley/protocol";
import { expect, test } from "vitest";
import { createBatches, MOST, type Numbered } from "./batches.ts";

interface Said extends Numbered {
  who: string;
}
const said = (who: string, from: number, count: number): Said[] =>
  Array.from({ length: count }, (_, index) => ({ update_id: from + index, who }));
const numbers = (updates: readonly Numbered[]) => updates.map(({ update_id }) => update_id);

/** Somebody who may write nothing for now, and others. */
function open(problem: Error = new ChatError("tooMany", "Slower.")) {
  const taken: number[] = [];
  const tried: number[] = [];
  const errors: unknown[] = [];
  let time = 0;
  const take = createBatches({
    take({ update_id, ...update }) {
      const isLimited = (update as Said).who === "spammer";
      (isLimited ? tried : taken).push(update_id);
      return isLimited ? Promise.reject(problem) : Promise.resolve();
    },
    whose: (update) => (update as Said).who,
    onError: (error) => void errors.push(error),
    now: () => time,
  });
  return { take, taken, tried, errors, minute: () => void (time += 60_000) };
}

test.each([new ChatError("tooMany", "Slower."), new Error("The store is away.")])(
  "one whose words cannot be taken holds up nobody else's, and none of theirs is lost: %s",
  async (problem) => {
    const { take, taken, tried } = open(problem);
    const batch = [...said("ann", 1, 2), ...said("spammer", 3, 3), ...said("bob", 6, 2)];
    expect(await take(batch)).toEqual({ next: 3, problem });
    expect(await take([...batch.slice(2), ...said("cho", 8, 1)])).toEqual({ next: 3, problem });
    // What is through is not taken again, and nobody's second word before their first.
    expect(taken.filter((number) => number < 3)).toEqual([1, 2]);
    expect(taken.filter((number) => number > 3)).toEqual([6, 7, 8]);
    expect(tried).toEqual([3, 3]);
  },
);

test("who writes too much for a minute is given up, where nobody else's words would be shown to us", async () => {
  const { take, taken, errors, minute } = open();
  const first = [...said("spammer", 1, MOST - 1), ...said("ann", MOST, 1)];
  expect(await take(first)).toMatchObject({ next: 1 });
  minute();
  expect(await take(first.slice(0, 20))).toMatchObject({ next: 1 });
  expect(errors).toEqual([]);
  expect(await take(first)).toEqual({ next: MOST + 1 });
  const second = [...said("spammer", MOST + 1, MOST - 1), ...said("bob", 2 * MOST, 1)];
  expect(await take(second)).toEqual({ next: 2 * MOST + 1 });
  expect(taken).toEqual([MOST, 2 * MOST]);
  expect(errors.map(String)).toEqual(Array.from({ length: 2 }, () => expect.stringContaining("99 messages") as string));
});

test("who cannot be stored is never given up", async () => {
  const { take, minute } = open(new ChatError("unavailable", "The store is away."));
  const batch = said("spammer", 1, MOST);
  await take(batch);
  minute();
  expect(await take(batch)).toMatchObject({ next: 1 });
  expect(numbers(batch)).toHaveLength(MOST);
});

test("no news is no news", async () => {
  expect(await open().take([])).toEqual({});
});
