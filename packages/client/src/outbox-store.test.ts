import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Entry, memoryOutboxStore, openOutboxStore } from "./outbox-store.ts";

interface Words extends Entry {
  text: string;
}
const SHOP = "parley:https://shop.example/:";
const open = (prefix = SHOP) => openOutboxStore<Words>(prefix, ({ text }) => typeof text === "string");
const entry = (id: string, at: number, text = id): Words => ({ id, at, text });
const ids = (list: readonly Words[]) => list.map(({ id }) => id);

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

describe.each([
  ["localStorage", () => open()],
  ["memory", () => memoryOutboxStore<Words>()],
])("an outbox in %s", (_name, open) => {
  test("lists in the order of what was done, whatever the order of writing", () => {
    const store = open();
    store.put(entry("third-one", 3));
    store.put(entry("first-one", 1));
    store.put(entry("second-one", 2));
    expect(ids(store.list())).toEqual(["first-one", "second-one", "third-one"]);
  });

  test("keeps one entry for each id, the newest", () => {
    const store = open();
    store.put(entry("the-same", 1));
    store.put({ ...entry("the-same", 2), failed: { code: "tooLarge", message: "too large" } });
    expect(store.list()).toMatchObject([{ at: 2, failed: { code: "tooLarge" } }]);
    store.remove("the-same");
    expect(store.list()).toEqual([]);
  });
});

test("what was put is there at once for the next page and for other tabs, and for no other site", () => {
  open().put(entry("just-now", 1));
  expect(ids(open().list())).toEqual(["just-now"]);
  expect(open("parley:https://shop.example/chat/:").list()).toEqual([]);
});

test("what others wrote under its name is no entry", () => {
  for (const [key, value] of [
    ["a", "not json"],
    ["b", "null"],
    ["c", "{}"],
    ["d", '{"id":"d","text":"when?"}'],
    ["e", '{"id":"e","at":1}'],
  ] as const)
    localStorage.setItem(SHOP + key, value);
  localStorage.setItem("parley:https://shop.example/", '{"token":"secret"}');
  expect(open().list()).toEqual([]);
});

test("a browser that is full or forbids it costs nothing but the reload", () => {
  const store = open();
  store.put(entry("first-one", 1));
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  store.put(entry("second-one", 2));
  store.put({ ...entry("first-one", 3), failed: { code: "tooLarge", message: "too large" } });
  expect(ids(store.list())).toEqual(["second-one", "first-one"]);
  store.remove("second-one");
  expect(ids(store.list())).toEqual(["first-one"]);
});
