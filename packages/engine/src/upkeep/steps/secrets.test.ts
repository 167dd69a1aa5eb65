import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createDialog } from "../../services/dialog/dialog.ts";
import { neighbour } from "../../services/dialog/fixture.ts";
import { NO_KEYS, openKeys, type SecretKeys } from "../../store/secrets/keys.ts";
import type { AnyDoc } from "../../store/document.ts";
import { migrate } from "../migrate.ts";
import { sealSecrets, standingOf } from "../secrets.ts";
import { openState } from "../state.ts";
import type { Store } from "../../store/store.ts";
import { closePlaces, newFolder, places } from "../upkeep.test.kit.ts";

afterAll(closePlaces);

const [one, other] = ["1", "2"].map((digit) => `${digit}23456789abcdef`.repeat(4)) as [string, string];
const keysOf = (...secretsKeys: string[]) => openKeys({ store: "mongodb://nowhere", secretsKeys });
const plain = { token: "a very secret token", appId: "sealed words" };

function dialogOn(store: Store, keys: SecretKeys) {
  const { service, close } = createDialog({ store, keys, nlu: neighbour() });
  onTestFinished(close);
  return service;
}

describe.each(places)("secrets that a version before kept as they are, in $name", ({ open }) => {
  async function before() {
    const store = await open();
    const inboxes = store.collection<AnyDoc>("inboxes");
    await inboxes.insert({ _id: "wechat", channel: "wechat", name: "W", enabled: true, settings: {}, secrets: plain });
    await inboxes.insert({
      _id: "web",
      channel: "web",
      name: "Web",
      enabled: true,
      settings: {},
      secrets: {},
      version: 3,
    });
    await openState(store).schemas.insert({ _id: "schema", version: 4 });
    const secrets = async () => (await inboxes.findOne({ _id: "wechat" }))?.["secrets"] as Record<string, string>;
    return { store, secrets };
  }

  test("are sealed, with a new key anew, and can be had again by the version before", async () => {
    const { store, secrets } = await before();
    await migrate(store, { keys: keysOf(one) });
    const sealed = await secrets();
    expect(Object.keys(sealed)).toEqual(Object.keys(plain));
    expect(JSON.stringify(sealed)).not.toContain("very");
    expect(await sealSecrets(store, keysOf(one))).toBe(0);
    expect(await sealSecrets(store, keysOf(other, one))).toBe(1);
    expect(await standingOf(store, await keysOf(other).opening())).toEqual({ sealed: 2, unsealed: 0, missing: [] });
    const { missing } = await standingOf(store, await keysOf(one).opening());
    expect(missing).toEqual([expect.stringMatching(/^[\da-f]{8}$/)]);
    await expect(migrate(store, { to: 4, keys: keysOf(one) })).rejects.toThrow(`needs the key ${missing[0]}`);
    expect(await migrate(store, { to: 4, keys: keysOf(other) })).toBe(4);
    expect(await secrets()).toEqual(plain);
  });

  test("and what channels remember are sealed anew with a new key, but what cannot be opened: that stays", async () => {
    const { store } = await before();
    const dialogBy = (...words: string[]) => dialogOn(store, keysOf(...words));
    const memory = { inboxId: "wechat", key: "token" };
    await migrate(store, { keys: keysOf(one) });
    await dialogBy(one).remember({ ...memory, value: "remembered", seen: 0 });
    const { version } = await dialogBy(one).recall(memory);
    const stored = store.collection<AnyDoc>("channelMemory");
    const [doc] = await stored.find({});
    await stored.insert({ ...doc, _id: "elsewhere", key: "elsewhere" });
    expect(await sealSecrets(store, keysOf(other, one))).toBe(2);
    expect(await dialogBy(other).recall(memory)).toEqual({ value: "remembered", version });
    expect(await stored.findOne({ _id: "elsewhere" })).toMatchObject({ value: doc?.["value"] });
  });

  test("leave nothing on the way back that the version before knows not, nor erases", async () => {
    const { store } = await before();
    await migrate(store, { keys: keysOf(one) });
    const dialog = dialogOn(store, keysOf(one));
    await dialog.remember({ inboxId: "wechat", key: "token", value: "remembered", seen: 0 });
    const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
    const files = [{ id: newId(), ref: "https://platform.example/1", name: "passport of Ann.jpg" }];
    await dialog.awaitFiles({ inboxId: "wechat", conversationId, files });
    await migrate(store, { to: 4, keys: keysOf(one) });
    for (const name of ["channelFiles", "channelMemory"]) expect(await store.collection(name).count({})).toBe(0);
  });

  test("stay as they are where no key can be made, and the start goes on", async () => {
    const { store, secrets } = await before();
    const keys = openKeys({ store: join(await newFolder(), "nowhere", "data") });
    expect(await migrate(store, { keys })).toBe(5);
    expect(await secrets()).toEqual(plain);
    await expect(sealSecrets(store, keys)).rejects.toThrow("No key for secrets can be kept in");
  });

  test("stay as they are while there is no key", async () => {
    const { store, secrets } = await before();
    await migrate(store, { keys: NO_KEYS });
    expect(await secrets()).toEqual(plain);
    expect(await standingOf(store, await NO_KEYS.opening())).toEqual({ sealed: 0, unsealed: 2, missing: [] });
    await migrate(store, { keys: keysOf(one) });
    expect(await sealSecrets(store, keysOf(one))).toBe(1);
    expect(JSON.stringify(await secrets())).not.toContain("very");
  });
});

test("what was not sealed is in no file of an embedded store afterwards", async () => {
  const [folder] = places;
  const where = await newFolder();
  const store = await folder?.open(where);
  await store?.collection<AnyDoc>("inboxes").insert({ _id: "wechat", channel: "wechat", secrets: plain });
  const having = async () => {
    const files = (await readdir(where, { withFileTypes: true })).filter((file) => file.isFile());
    const bytes = await Promise.all(files.map(async ({ name }) => await readFile(join(where, name))));
    return bytes.filter((each) => each.includes(plain.token)).length;
  };
  expect(await having()).toBeGreaterThan(0);
  if (store) await sealSecrets(store, keysOf(one));
  expect(await having()).toBe(0);
});
