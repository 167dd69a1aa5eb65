import { expect, test } from "vitest";
import { createRotation, type RotationOptions } from "./rotation.ts";

/** Turns whose work ends when it is told to, and in which order it was begun. */
function line(options: Partial<RotationOptions> = {}) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const turns = createRotation({
    tooMany: () => new Error("too many"),
    stopped: () => new Error("stopped"),
    ...options,
  });
  const take = (name: string) =>
    turns.take(name[0] ?? "", async () => {
      begun.push(name);
      await new Promise<void>((resolve) => void ends.push(resolve));
      return name;
    });
  /** Ends all work, and what is begun thereby, until nothing waits. */
  async function endAll(all: Promise<unknown>[]): Promise<void> {
    const waits = { more: true };
    const done = Promise.allSettled(all).then(() => (waits.more = false));
    while (waits.more) {
      for (const end of ends.splice(0)) end();
      await new Promise(setImmediate);
    }
    await done;
  }
  return { begun, ends, turns, take, endAll };
}

test("who comes with much waits for themselves: the others' turn comes in between", async () => {
  const { begun, take, endAll } = line({ atOnce: 1 });
  await endAll(["a1", "a2", "a3", "a4", "b1", "b2", "c1"].map(take));
  expect(begun).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4"]);
});

test("of one source one is worked on at a time, though there is room", async () => {
  const { begun, take, endAll } = line({ atOnce: 3 });
  const all = ["a1", "a2", "a3", "b1"].map(take);
  await new Promise(setImmediate);
  expect(begun).toEqual(["a1", "b1"]);
  await endAll(all);
  expect(begun).toEqual(["a1", "b1", "a2", "a3"]);
});

test("no more wait than may, of one source and all together; what waits is not harmed, and there is room again", async () => {
  const { take, endAll } = line({ atOnce: 1, mostOfSource: 2, mostWaiting: 3 });
  const all = ["a1", "a2", "a3"].map(take);
  await expect(take("a4")).rejects.toThrow("too many");
  all.push(take("b1"));
  await expect(take("c1")).rejects.toThrow("too many");
  await endAll(all);
  expect(await Promise.all(all)).toEqual(["a1", "a2", "a3", "b1"]);
  const again = take("c1");
  await endAll([again]);
  expect(await again).toBe("c1");
});

test("work that fails gives its turn on", async () => {
  const { turns } = line({ atOnce: 1 });
  const failing = turns.take("a", () => Promise.reject(new Error("it failed")));
  const next = turns.take("b", () => Promise.resolve("b"));
  await expect(failing).rejects.toThrow("it failed");
  expect(await next).toBe("b");
});

test("once it stops what waits and what comes is refused, and what was begun goes on", async () => {
  const { begun, take, turns, endAll } = line({ atOnce: 1 });
  const [first, second] = [take("a1"), take("b1")];
  turns.stop();
  await expect(second).rejects.toThrow("stopped");
  await expect(take("c1")).rejects.toThrow("stopped");
  await endAll([first]);
  expect(await first).toBe("a1");
  expect(begun).toEqual(["a1"]);
});
