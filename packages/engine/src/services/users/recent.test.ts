import { expect, test } from "vitest";
import { createRecent } from "./recent.ts";

function counting() {
  const clock = { now: 0 };
  const recent = createRecent<{ of: string; version: number }>({ now: () => clock.now, ttl: 5000, capacity: 3 });
  let loads = 0;
  const get = (key: string) => recent.get(key, async () => ({ of: key, version: ++loads }));
  return { clock, recent, get };
}

test("a value is looked up once within its time", async () => {
  const { clock, get } = counting();
  await get("a");
  clock.now = 4999;
  expect(await get("a")).toEqual({ of: "a", version: 1 });
  clock.now = 5000;
  expect(await get("a")).toEqual({ of: "a", version: 2 });
});

test("a value that is dropped while it is being looked up is not believed later", async () => {
  const { recent, get } = counting();
  let finish = (_value: { of: string; version: number }) => {};
  const slow = recent.get("a", () => new Promise((resolve) => (finish = resolve)));
  recent.drop("a");
  finish({ of: "a", version: 0 });
  expect(await slow).toEqual({ of: "a", version: 0 });
  expect(await get("a")).toEqual({ of: "a", version: 1 });
});

test("what is absent is not kept, and the oldest makes room", async () => {
  const { recent, get } = counting();
  expect(await recent.get("a", async () => undefined)).toBeUndefined();
  for (const key of ["a", "b", "c", "d"]) await get(key);
  expect((await get("d"))?.version).toBe(4);
  expect((await get("a"))?.version).toBe(5);
});

test("values can be dropped by what they are", async () => {
  const { recent, get } = counting();
  await get("a");
  await get("b");
  recent.dropWhere(({ of }) => of === "a");
  expect((await get("b"))?.version).toBe(2);
  expect((await get("a"))?.version).toBe(3);
});
