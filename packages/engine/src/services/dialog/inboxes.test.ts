import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { mappedId } from "../../text/mapped-id.ts";
import { createUsers } from "../users/users.ts";
import { useDialog, visitorSays } from "./fixture.ts";
import { CONVERSATIONS } from "./stored-heads.ts";
import { INBOXES } from "./stored-inboxes.ts";
import { NO_KEYS } from "../../store/secrets/keys.ts";

const world = useDialog();
const wechat = { id: "wechat-shop", channel: "wechat", name: "Shop", enabled: true, settings: {} };
const mail = { id: "mail", channel: "email", name: "Help", enabled: true, settings: {} };

test("[L6] there is an inbox of the widget from the first start on, and once", async () => {
  const nodes = [world.node(), world.node()];
  const found = await Promise.all(nodes.map((node) => node.inboxes({})));
  const web = { id: "web", channel: "web", name: "Web", enabled: true, settings: {} };
  expect(found).toEqual([[web], [web]]);
});

test("[L6] an inbox keeps its secrets to itself, and the channel that it is of", async () => {
  await world.dialog.putInbox({ ...wechat, secrets: { token: "s3cret", key: "k3y" } });
  await world.dialog.putInbox({ ...wechat, name: "Laden", secrets: { key: "", more: "m" } });
  expect((await world.node().inboxes({})).map(({ name }) => name)).toEqual(["Web", "Laden"]);
  expect(JSON.stringify(await world.dialog.inboxes({}))).not.toContain("s3cret");
  expect(await world.dialog.inboxSecrets({ inboxId: wechat.id })).toEqual({ token: "s3cret", more: "m" });
  await expect(world.dialog.putInbox({ ...wechat, channel: "web" })).rejects.toMatchObject({ code: "conflict" });
});

test("secrets are kept sealed, those that were not are from the next change on, and without a key none is taken", async () => {
  await world.dialog.putInbox({ ...wechat, secrets: { token: "s3cret" } });
  const inboxes = INBOXES.open(world.store);
  const kept = async () => (await inboxes.findOne({ _id: wechat.id }))?.secrets ?? {};
  const first = await kept();
  expect(first["token"]).toMatch(/^sealed:1:[\da-f]{8}:[\w-]+$/);
  await world.dialog.putInbox({ ...wechat, secrets: { token: "s3cret" } });
  expect(await kept()).toEqual(first);
  await inboxes.update({ _id: wechat.id }, { $set: { secrets: { ...first, old: "as it is" } } });
  await world.dialog.changeInbox({ id: wechat.id, version: 0, secrets: { more: "m" }, by: "ann" });
  expect(JSON.stringify(await kept())).not.toContain("as it is");
  expect(await world.dialog.inboxSecrets({ inboxId: wechat.id })).toEqual({
    token: "s3cret",
    old: "as it is",
    more: "m",
  });
  const keyless = world.node(undefined, undefined, undefined, { keys: NO_KEYS });
  await expect(keyless.putInbox({ ...mail, secrets: { token: "x" } })).rejects.toThrow("Set SECRETS_KEY");
  await expect(keyless.inboxSecrets({ inboxId: wechat.id })).rejects.toThrow("needs the key");
  await keyless.changeInbox({ id: wechat.id, version: 1, name: "Laden", by: "ann" });
  expect(Object.keys(await kept())).toEqual(["token", "old", "more"]);
});

test.each([
  ["was changed in the store", (kept: string) => `${kept.slice(0, -4)}AAAA`],
  ["is of a key that is not there", (kept: string) => kept.replace(/^sealed:1:[^:]+/, "sealed:1:00000000")],
])("a secret that %s can be entered again, and others beside it", async (_, changed) => {
  await world.dialog.putInbox({ ...wechat, secrets: { token: "right" } });
  const inboxes = INBOXES.open(world.store);
  const { token = "" } = (await inboxes.findOne({ _id: wechat.id }))?.secrets ?? {};
  await inboxes.update({ _id: wechat.id }, { $set: { secrets: { token: changed(token) } } });
  await world.dialog.putInbox({ ...wechat, secrets: { more: "m" } });
  await world.dialog.putInbox({ ...wechat, secrets: { token: "right" } });
  expect(await world.dialog.inboxSecrets({ inboxId: wechat.id })).toEqual({ token: "right", more: "m" });
});

test("where a widget was seen is kept, first and last, beside the versions of its inbox", async () => {
  const { dialog } = world;
  const seen = async () => (await world.node().inboxDetails({}))[0]?.seen;
  expect(await seen()).toBeUndefined();
  await dialog.sawInbox({ inboxId: "web", url: "https://shop.example/" });
  expect(await seen()).toMatchObject({
    first: { url: "https://shop.example/" },
    last: { url: "https://shop.example/" },
  });
  await world.node().sawInbox({ inboxId: "web", url: "https://shop.example/lamps" });
  const both = { first: { url: "https://shop.example/" }, last: { url: "https://shop.example/lamps" } };
  expect(await seen()).toMatchObject(both);
  expect(JSON.stringify(await dialog.inboxes({}))).not.toContain("shop.example");
  const changed = await dialog.changeInbox({ id: "web", version: 0, name: "Shop", by: "ann" });
  expect(changed).toMatchObject({ version: 1, seen: both });
  expect(JSON.stringify(await dialog.inboxHistory({ inboxId: "web" }))).not.toContain("shop.example");
  const put = { id: "web", channel: "web", name: "Shop", enabled: true, settings: {} };
  expect(await dialog.putInbox(put)).toMatchObject({ version: 1 });
  await expect(dialog.sawInbox({ inboxId: "none", url: "https://shop.example/" })).rejects.toThrow("no such inbox");
});

test("[L6] one visitor in two inboxes has two conversations, each with the channel of its inbox", async () => {
  await world.dialog.putInbox({ ...wechat, id: "wechat" });
  const who = { visitorId: newId(), locale: "en" as const };
  const web = await world.dialog.open({ ...who, channel: "web" });
  const other = await world.dialog.open({ ...who, channel: "wechat" });
  expect([web.channel, web.inboxId, other.channel, other.inboxId]).toEqual(["web", "web", "wechat", "wechat"]);
  expect(other.id).not.toBe(web.id);
  for (const node of [world.dialog, world.node()]) {
    expect((await node.open({ ...who, channel: "web" })).id).toBe(web.id);
    expect((await node.open({ ...who, channel: "wechat" })).id).toBe(other.id);
  }
});

test("[L6] of many nodes that open a thread at once one begins the conversation", async () => {
  await world.dialog.putInbox(mail);
  const asked = { visitorId: newId(), channel: "email", inboxId: "mail", thread: "<a@b>", locale: "en" as const };
  const nodes = Array.from({ length: 8 }, () => world.node());
  const opened = await Promise.all(nodes.map((node) => node.open(asked)));
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  const another = await world.dialog.open({ ...asked, thread: "<c@d>" });
  expect(another.id).not.toBe(opened[0]?.id);
  expect(await CONVERSATIONS.open(world.store).count({ personId: asked.visitorId })).toBe(2);
});

test("[L6, L7] after a restart the same person goes on in the same conversation, whatever their provider calls them", async () => {
  await world.dialog.putInbox(wechat);
  const inboxId = wechat.id;
  const asked = { channel: "wechat", inboxId, locale: "en" as const };
  const names = ["123456", "wamid.HBgL==", "<a@b>", "微信用户", "x".repeat(1_000)];
  const write = async (externalId: string) => {
    // As after a restart: nothing is known but what is stored.
    const [users, dialog] = [createUsers({ store: world.store }), world.node()];
    const { id: visitorId } = await users.reach({ inboxId, externalId, locale: "en" });
    const { id: conversationId } = await dialog.open({ ...asked, visitorId });
    const id = mappedId(inboxId, externalId);
    const outcome = await dialog.apply({ conversationId, id, command: visitorSays(externalId) });
    return { conversationId, duplicate: outcome.duplicate, sentTo: await users.externalId({ visitorId }) };
  };
  for (const externalId of names) {
    const first = await write(externalId);
    expect(first).toMatchObject({ duplicate: false, sentTo: { externalId } });
    expect(await write(externalId)).toEqual({ ...first, duplicate: true });
  }
  const elsewhere = await createUsers({ store: world.store }).reach({
    inboxId: "other",
    externalId: "123456",
    locale: "en",
  });
  expect(elsewhere.id).not.toBe(mappedId(inboxId, "123456"));
});

test("[L6] in an inbox that is not there, or switched off, nothing begins, and what began goes on", async () => {
  const asked = { visitorId: newId(), channel: "wechat", inboxId: wechat.id, locale: "en" as const };
  await expect(world.dialog.open(asked)).rejects.toMatchObject({ code: "notFound" });
  await world.dialog.putInbox(wechat);
  const { id } = await world.dialog.open(asked);
  await world.dialog.putInbox({ ...wechat, enabled: false });
  expect((await world.dialog.open(asked)).id).toBe(id);
  await expect(world.dialog.open({ ...asked, visitorId: newId() })).rejects.toMatchObject({ code: "forbidden" });
});

test("[L6] a conversation that a version before inboxes makes beside this one is found, and becomes the thread", async () => {
  const visitorId = newId();
  const { id, inboxId: _new, ...conversation } = await world.dialog.open({ visitorId, channel: "web", locale: "en" });
  const conversations = CONVERSATIONS.open(world.store);
  await conversations.remove({});
  const standing = { seq: 0, status: "bot" as const, updatedAt: 1 };
  await conversations.insert({ _id: id, visitorId, ...standing, head: { conversation: { id, ...conversation } } });
  const node = world.node();
  expect((await node.open({ visitorId, channel: "web", locale: "en" })).id).toBe(id);
  await node.apply({ conversationId: id, id: newId(), command: visitorSays("hello") });
  await node.list({ limit: 1 });
  expect(await conversations.findOne({ inboxId: "web", thread: visitorId })).toMatchObject({ _id: id, visitorId });
});
