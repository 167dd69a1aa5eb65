import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { memoryFiles } from "./engine.fixture.ts";
import { fileOf, heldAt, isPatch, LIMITS, MiB, openWorld } from "./uploads.fixture.ts";
import type { UploadsOptions } from "./uploads.ts";

// What of files on their way outlives a page, and for whom.
const { engine, openPage, tidy } = await openWorld();
afterAll(() => engine.stop());
afterEach(tidy);
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));

test("[C7] a page that is reloaded goes on where the one before was", async () => {
  const before = openPage();
  const held = new Promise<void>((resolve) => {
    let pieces = 0;
    engine.order((request) => isPatch(request) && pieces++ > 0 && void resolve());
  });
  before.uploads.add([fileOf(2 * MiB)], "v1");
  await held;
  const after = openPage({ store: before.store, noted: before.noted() });
  await after.empty();
  expect(after.done).toEqual([{ ...after.done[0], id: before.uploads.list.peek()[0]?.id, to: "v1", fileId: "f1" }]);
  expect(engine.asked.filter((one) => one.startsWith("POST"))).toHaveLength(1);
});

test("[C7] what was refused is not sent again by a reload", async () => {
  const before = openPage();
  engine.order((request, response) => isPatch(request) && engine.refuse(response, 415, "type"));
  before.uploads.add([fileOf(9)], "");
  await before.when(([one]) => one?.failed);
  engine.asked.length = 0;
  const after = openPage({ store: before.store, noted: before.noted() });
  expect((await after.when(([one]) => one))[0]?.failed).toEqual({ reason: "type" });
  expect(engine.asked).toEqual([]);
});

test("[C7] where the browser keeps nothing the file is sent all the same, and after a reload it is said to be lost", async () => {
  const refused = () => Promise.reject(new Error("No room."));
  const store = { list: refused, put: refused, remove: refused };
  const { uploads, empty, noted, when } = openPage({ store });
  uploads.add([fileOf(9)], "");
  expect(Object.values(noted())).toEqual(["photo.jpg"]);
  await empty();
  const after = openPage({ store, noted: { m1: "photo.jpg" } });
  expect(await after.when(([one]) => one)).toEqual([expect.objectContaining({ id: "m1", failed: { reason: "lost" } })]);
  after.uploads.cancel("m1");
  expect([after.noted(), after.uploads.list.peek()]).toEqual([{}, []]);
  await when((list) => list.length === 0);
});

test("[C7] who leaves nothing has nothing kept, and what a page before left is not sent", async () => {
  const before = openPage();
  const held = new Promise<void>((resolve) => {
    engine.order((request) => isPatch(request) && void resolve());
  });
  before.uploads.add([fileOf(9)], "");
  await held;
  const after = openPage({ store: before.store, noted: before.noted() });
  after.uploads.clear();
  await vi.waitFor(() => expect(before.store.kept.size).toBe(0), 60_000);
  expect([after.done, after.noted()]).toEqual([[], {}]);
});

test("[C7] what somebody else has left in this browser is neither shown nor sent, and is kept no longer", async () => {
  const before = openPage();
  const held = heldAt(engine, isPatch);
  before.uploads.add([fileOf(9)], "v1");
  await held;
  before.uploads.stop();
  engine.asked.length = 0;
  // They were forgotten by a page that did not know of it: nothing is noted.
  const after = openPage({ store: before.store });
  await vi.waitFor(() => expect(before.store.kept.size).toBe(0), 60_000);
  expect([after.uploads.list.peek(), after.done, engine.asked]).toEqual([[], [], []]);
});

test("[C7] a file is of whom somebody was when the engine first took it, whoever they are when it has gone", async () => {
  let who = "";
  const asked: string[] = [];
  const ticket: UploadsOptions["ticket"] = async (to) => {
    asked.push(to);
    who = "v2";
    return asked.length === 1
      ? { ok: false, error: { code: "unavailable", message: "Not yet." } }
      : { ok: true, value: { ticket: "t", read: "r", until: Infinity, limits: LIMITS } };
  };
  const { uploads, done, empty } = openPage({ whose: () => who, ticket });
  engine.order((request, response) => {
    if (!isPatch(request)) return false;
    who = "v3";
    return response.destroy();
  });
  uploads.add([fileOf(9)], "");
  await empty();
  expect([new Set(asked), done[0]?.to]).toEqual([new Set(["", "v2"]), "v2"]);
});

test.each([
  ["a file of today is sent", 1, "sent"],
  ["one that is older than a day waits until somebody says so", 25, { reason: "old" }],
  ["one that is older than a week is not there any more", 24 * 7 + 1, "gone"],
])("[C7] of a reload %s", async (_, hours, expected) => {
  const store = memoryFiles();
  const at = Date.now() - hours * 3_600_000;
  await store.put({ id: "m1", place: "shop", to: "v1", at, name: "photo.jpg", file: fileOf(9) });
  const { done, when, noted } = openPage({ store, noted: { m1: "photo.jpg" } });
  if (expected === "sent") return void (await when(() => done[0]?.id === "m1"));
  if (expected === "gone")
    return void (await vi.waitFor(() => expect([noted(), store.kept.size]).toEqual([{}, 0]), 60_000));
  expect((await when(([one]) => one))[0]?.failed).toEqual(expected);
});

test("[C7] what another tab has forgotten is not sent by this one", async () => {
  const page = openPage();
  const held = heldAt(engine, isPatch);
  page.uploads.add([fileOf(9, "a"), fileOf(9, "b")], "v1");
  await held;
  page.forget();
  page.uploads.resume();
  await page.when((list) => list.length === 0);
  expect([page.done, page.store.kept.size]).toEqual([[], 0]);
});

test("[C7] what is stopped goes on with a page that comes later, and not before", async () => {
  const before = openPage();
  const held = heldAt(engine, isPatch);
  before.uploads.add([fileOf(9), fileOf(9)], "v1");
  await held;
  before.uploads.stop();
  const after = openPage({ store: before.store, noted: before.noted() });
  await after.when((list) => list.length === 0 && after.done.length === 2);
  expect(before.done).toEqual([]);
});
