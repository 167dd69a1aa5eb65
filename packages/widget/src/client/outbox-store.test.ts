import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryOutboxStore } from "./outbox-store.fixture.ts";
import { openOutboxStore } from "./outbox-store.ts";
import type { Pending } from "./outbox.ts";

const entry = (id: string, at: number, text = id): Pending => ({
  id,
  at,
  deed: { event: "send", input: { id, content: { type: "text", text } } },
});
const ids = (list: readonly Pending[]) => list.map(({ id }) => id);

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

describe.each([
  ["localStorage", () => openOutboxStore("https://shop.example/")],
  ["memory", memoryOutboxStore],
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
  openOutboxStore("https://shop.example/").put(entry("just-now", 1));
  expect(ids(openOutboxStore("https://shop.example/").list())).toEqual(["just-now"]);
  expect(openOutboxStore("https://shop.example/chat/").list()).toEqual([]);
});

test("what others wrote under its name is no entry", () => {
  const site = "https://shop.example/";
  for (const [key, value] of [
    ["a", "not json"],
    ["b", "null"],
    ["c", "{}"],
  ] as const)
    localStorage.setItem(`parley:${site}:${key}`, value);
  localStorage.setItem(`parley:${site}`, '{"token":"secret"}');
  expect(openOutboxStore(site).list()).toEqual([]);
});

test("a browser that is full or forbids it costs nothing but the reload", () => {
  const store = openOutboxStore("https://shop.example/");
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
