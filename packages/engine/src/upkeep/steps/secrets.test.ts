import { afterAll, describe, expect, test } from "vitest";
import { NO_KEYS, openKeys } from "../../store/secrets/keys.ts";
import type { AnyDoc } from "../../store/document.ts";
import { migrate } from "../migrate.ts";
import { sealSecrets, standingOf } from "../secrets.ts";
import { openState } from "../state.ts";
import { closePlaces, places } from "../upkeep.test.kit.ts";

afterAll(closePlaces);

const [one, other] = ["1", "2"].map((digit) => `${digit}23456789abcdef`.repeat(4)) as [string, string];
const keysOf = (...secretsKeys: string[]) => openKeys({ store: "mongodb://nowhere", secretsKeys });
const plain = { token: "a very secret token", appId: "sealed words" };

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
