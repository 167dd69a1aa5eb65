// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openMemory } from "./memory.ts";
import { plainAddress } from "./page.ts";
import { wordsIn } from "./words.ts";

const BASE = "https://chat.example/i/shop/";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000_000_000, toFake: ["Date"] }));
afterEach(() => {
  localStorage.clear();
  vi.useRealTimers();
});

test("[O2] a browser keeps its number, and half an hour without a page makes the next one another visit", () => {
  const first = openMemory(BASE).here();
  expect(first.key).toMatch(/^[\w-]{22,64}$/);
  vi.setSystemTime(Date.now() + 29 * 60_000);
  expect(openMemory(BASE).here()).toMatchObject({ key: first.key, visits: 1 });
  vi.setSystemTime(Date.now() + 31 * 60_000);
  expect(openMemory(BASE).here()).toMatchObject({ key: first.key, visits: 2 });
  expect(openMemory("https://other.example/").here().key).not.toBe(first.key);
});

test("[O6] an invitation that was put away is over, and for a day no other is wanted", () => {
  const memory = openMemory(BASE);
  memory.putAway("one");
  expect([memory.isOver("one"), memory.isOver("two"), openMemory(BASE).isQuiet()]).toEqual([true, false, true]);
  vi.setSystemTime(Date.now() + 24 * 3_600_000 + 1);
  expect(openMemory(BASE).isQuiet()).toBe(false);
  memory.answered("two");
  expect([memory.isOver("two"), memory.isQuiet()]).toEqual([true, false]);
});

test("what somebody else has written there is nothing, and what is forgotten leaves nothing", () => {
  for (const bad of ["{", "[]", "null", '{"key":7}', '"words"']) {
    localStorage.setItem(`parley-live:${BASE}`, bad);
    expect(openMemory(BASE).here()).toMatchObject({ visits: 1 });
  }
  openMemory(BASE).forget();
  expect(localStorage).toHaveLength(0);
});

test("[O2] of an address only what says how somebody came is told", () => {
  expect(plainAddress("https://a:b@shop.example/x?id=7&utm_source=mail#t=1")).toBe(
    "https://shop.example/x?utm_source=mail",
  );
  expect(plainAddress("")).toBe("");
});

test("the words beside an invitation are those nearest to the language", () => {
  expect(wordsIn("zh-TW")).toMatchObject({ language: "zh-Hant", dir: "ltr" });
  expect(wordsIn("ar-EG")).toMatchObject({ language: "ar", dir: "rtl" });
  expect(wordsIn("nl").language).toBe("en");
});
