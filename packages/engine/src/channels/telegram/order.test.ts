import { expect, onTestFinished, test, vi } from "vitest";
import { createOrder } from "./order.ts";

/** Takes updates of a chat in, and remembers in which order. */
function taking() {
  const taken: number[] = [];
  const order = createOrder();
  const take = (number: number, act = async () => void taken.push(number), chat = "ann") =>
    order.take(chat, number, act);
  return { taken, take };
}

test("updates that overtook each other are taken by their numbers", async () => {
  const { taken, take } = taking();
  await take(1);
  await Promise.all([take(4), take(3), take(2)]);
  expect(taken).toEqual([1, 2, 3, 4]);
});

test("the first ones of all may have overtaken each other, too", async () => {
  const { taken, take } = taking();
  await Promise.all([take(5), take(6), take(1), take(2), take(4), take(3)]);
  expect(taken).toEqual([1, 2, 3, 4, 5, 6]);
});

test("what never comes is waited for a moment, and holds nothing up for longer", async () => {
  const { taken, take } = taking();
  await take(1);
  await Promise.all([take(5), take(3)]);
  expect(taken).toEqual([1, 3, 5]);
});

test("what comes once more is taken once more: the engine knows repeats", async () => {
  const { taken, take } = taking();
  await Promise.all([take(1), take(1), take(1)]);
  expect(taken).toEqual([1, 1, 1]);
});

test("what follows one that could not be taken is sent away, in that chat only, until that one has come again", async () => {
  const { taken, take } = taking();
  const fails = () => Promise.reject(new Error("The store is away."));
  await expect(take(1, fails)).rejects.toThrow("The store is away.");
  await expect(take(2)).rejects.toThrow("One before this");
  await take(3, undefined, "bob");
  await take(1);
  await take(2);
  expect(taken).toEqual([3, 1, 2]);
});

test("one that never comes again holds its chat up for a minute", async () => {
  let now = 0;
  const order = createOrder(() => now);
  await expect(order.take("ann", 1, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  now += 60_001;
  await order.take("ann", 2, () => Promise.resolve());
});

test("numbers that begin anywhere after a silence are no gap", async () => {
  const { taken, take } = taking();
  await take(1);
  await take(900_000);
  await take(70);
  expect(taken).toEqual([1, 900_000, 70]);
});

test("where numbers never come, as other nodes get them, little time is spent on waiting for them", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { taken, take } = taking();
  void take(1);
  for (let number = 3; number < 45; number += 2) {
    void take(number);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  void take(101);
  await vi.advanceTimersByTimeAsync(100);
  expect(taken.at(-1)).toBe(101);
  // One that comes shows that they come here.
  void take(103);
  void take(102);
  void take(105);
  await vi.advanceTimersByTimeAsync(100);
  expect(taken.slice(-2)).toEqual([102, 103]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(taken.at(-1)).toBe(105);
});

test("what there is nothing to do about is no gap, and holds nothing up", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const taken: number[] = [];
  const order = createOrder();
  const take = (number: number) => order.take("ann", number, async () => void taken.push(number));
  const first = take(1);
  await vi.advanceTimersByTimeAsync(1_000);
  await first;
  order.passed(2);
  await take(3);
  // It may have been overtaken, too.
  const after = take(5);
  order.passed(4);
  await after;
  expect(taken).toEqual([1, 3, 5]);
});
