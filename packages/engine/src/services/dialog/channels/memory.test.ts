import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../store/open.ts";
import { keyFileOf } from "../../../store/secrets/key-file.ts";
import { openKeys } from "../../../store/secrets/keys.ts";
import { neighbour } from "../fixture.ts";
import { createDialog } from "../dialog.ts";
import { CHANNEL_MEMORY } from "./memory.ts";

/** A store, and nodes over it. */
async function open() {
  const parent = await mkdtemp(join(tmpdir(), "memory-"));
  const folder = join(parent, "data");
  const store = await openStore(folder);
  const clock = { now: Date.now() };
  const ends: (() => Promise<void>)[] = [];
  const node = (secretsKeys?: string[]) => {
    const keys = openKeys({ store: folder, secretsKeys });
    const { service, close } = createDialog({ store, nlu: neighbour(), keys, now: () => clock.now });
    ends.push(close);
    return service;
  };
  onTestFinished(async () => {
    for (const end of ends) await end();
    await store.close();
    await rm(parent, { recursive: true });
  });
  return { folder, store, clock, node };
}

const token = { inboxId: "wechat", key: "token" };
const [one, other] = ["1", "2"].map((digit) => `${digit}23456789abcdef`.repeat(4)) as [string, string];

test("what one node remembers another recalls; of two who set it at once one is first", async () => {
  const { node } = await open();
  const [first, second] = [node(), node()];
  expect(await first.recall(token)).toEqual({});
  const set = await Promise.all(
    [first, second].map((each, at) => each.remember({ ...token, value: `v${at}`, seen: 0 })),
  );
  expect(set.filter((result) => result.set)).toHaveLength(1);
  const value = `v${set.findIndex((result) => result.set)}`;
  const { version = 0 } = await first.recall(token);
  expect(await second.recall(token)).toEqual({ value, version });
  expect(await second.remember({ ...token, value: "next", seen: 0 })).toEqual({ set: false });
  expect(await second.remember({ ...token, value: "next", seen: version })).toEqual({ set: true });
  expect(await first.recall(token)).toEqual({ value: "next", version: version + 1 });
  expect(await first.recall({ ...token, inboxId: "weibo" })).toEqual({});
});

test("what is over is forgotten, and nobody who has seen it sets anything by it", async () => {
  const { node, clock, store } = await open();
  const dialog = node();
  await dialog.remember({ ...token, value: "short", seen: 0, until: clock.now + 1_000 });
  const { version: seen = 0 } = await dialog.recall(token);
  clock.now += 1_000;
  expect(await dialog.recall(token)).toEqual({});
  expect(await dialog.remember({ ...token, value: "late", seen })).toEqual({ set: false });
  expect(await dialog.remember({ ...token, value: "new", seen: 0 })).toEqual({ set: true });
  expect(await dialog.recall(token)).toEqual({ value: "new", version: seen + 1 });
  await dialog.remember({ ...token, key: "gone", value: "x", seen: 0, until: clock.now + 1 });
  clock.now += 3_600_000;
  await dialog.remember({ ...token, key: "other", value: "x", seen: 0 });
  expect(await CHANNEL_MEMORY.open(store).count({})).toBe(2);
});

test("nothing of it can be read in the store, nor put elsewhere; its key is beside the folder, for its owner only", async () => {
  const { node, store, folder } = await open();
  await node().remember({ ...token, value: "a very secret token", seen: 0 });
  const kept = CHANNEL_MEMORY.open(store);
  const [stored] = await kept.find({});
  expect(JSON.stringify(stored)).not.toContain("a very");
  const file = keyFileOf(folder);
  expect([(await stat(file)).mode & 0o777, (await readFile(file, "utf8")).trim().length]).toEqual([0o600, 64]);
  await kept.insert({ ...stored, _id: '["weibo","token"]', inboxId: "weibo" } as never);
  expect(await node().recall({ ...token, inboxId: "weibo" })).toEqual({});
  expect(await node().recall(token)).toMatchObject({ value: "a very secret token" });
  await rm(file);
  expect(await node().recall(token)).toEqual({});
});

test("a new key seals, and the one before still opens what it has sealed", async () => {
  const { node } = await open();
  await node([one]).remember({ ...token, value: "old", seen: 0 });
  const rotated = node([other, one]);
  expect(await rotated.recall(token)).toMatchObject({ value: "old" });
  const { version: seen = 0 } = await rotated.recall(token);
  await rotated.remember({ ...token, value: "new", seen });
  expect(await node([other]).recall(token)).toMatchObject({ value: "new" });
});

test("what cannot be opened any more is forgotten: it is had anew, and set in its place", async () => {
  const { node } = await open();
  await node([one]).remember({ ...token, value: "old", seen: 0 });
  const { version = 0 } = await node([one]).recall(token);
  const after = node([other]);
  expect(await after.recall(token)).toEqual({});
  expect(await after.remember({ ...token, value: "new", seen: version })).toEqual({ set: false });
  expect(await after.remember({ ...token, value: "new", seen: 0 })).toEqual({ set: true });
  expect(await after.recall(token)).toEqual({ value: "new", version: version + 1 });
});

test("who has seen what is over and swept away sets nothing over what another has set since", async () => {
  const { node, clock } = await open();
  const dialog = node();
  await dialog.remember({ ...token, value: "of one", seen: 0, until: clock.now + 1_000 });
  const { version: seen = 0 } = await dialog.recall(token);
  clock.now += 3_600_000;
  await dialog.remember({ ...token, key: "other", value: "x", seen: 0 });
  expect(await dialog.remember({ ...token, value: "of another", seen: 0 })).toEqual({ set: true });
  expect(await dialog.remember({ ...token, value: "of one", seen })).toEqual({ set: false });
});
