import { rm } from "node:fs/promises";
import type { ChannelAccount, ChannelCheck, Inbox, InboxDetails } from "@parley/protocol";
import { newId } from "@parley/protocol";
import type { ChannelKit, ChannelType } from "@parley/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agent, owner } from "../support/agent.ts";
import { runEngine, type RunningEngine } from "../support/engine.ts";

/** A post office: what is sent is in `sent`, what people write is handed over with `kit`. */
function letters() {
  const sent: string[] = [];
  const kits: ChannelKit[] = [];
  const channel: ChannelType = {
    type: "letters",
    can: { text: { most: 1_000, in: "units" } },
    window: { hours: 48, messages: 3 },
    setup: {
      name: { en: "Letters", "zh-CN": "信件" },
      guide: { en: "Give them {address}.", "zh-CN": "请填写 {address}。" },
      fields: [
        { key: "box", label: { en: "Box", "zh-CN": "信箱" }, required: true },
        { key: "token", secret: true, label: { en: "Token", "zh-CN": "令牌" } },
      ],
    },
    connect(kit) {
      if (kit.secrets["token"] === "wrong token") throw new Error("The platform does not know wrong token.");
      kits.push(kit);
      return {
        async send({ parts }) {
          sent.push(...parts.map(({ text }) => text));
          return { is: "sent" };
        },
        check: async () => ({ ok: true, says: `box ${String(kit.inbox.settings["box"])}` }),
      };
    },
  };
  return { channel, sent, kit: () => kits.at(-1) as ChannelKit };
}

let post: ReturnType<typeof letters>;
let running: RunningEngine;
beforeAll(async () => {
  post = letters();
  running = await runEngine({ channels: [post.channel] });
});
afterAll(async () => {
  await running.stop();
  await rm(running.folder, { recursive: true, force: true });
});

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);
async function write(name: string, text: string): Promise<void> {
  await connected();
  await post.kit().receive({ id: newId(), from: { id: name }, text });
}
const connected = () => poll(() => post.kit()).toBeDefined();

/** Somebody who waits, and who has them. */
async function talking(name: string) {
  const { users, dialog } = running.engine.services;
  await write(name, "I want to talk to a person");
  const { id: visitorId } = await users.reach({ inboxId: "letters", externalId: name, locale: "en" });
  const { id: conversationId } = await dialog.open({ visitorId, channel: "letters", locale: "en" });
  await poll(async () => (await dialog.get({ conversationId })).conversation.state.status).toBe("queued");
  const vera = await agent(running, name);
  await vera.claim(conversationId);
  const states = async () => (await dialog.deliveries({ conversationId })).map(({ state, cause }) => cause ?? state);
  return { vera, conversationId, states };
}

test("[X6] when a window is over nothing is handed over, agents are told so, and it can be sent once they have written", async () => {
  const { vera, conversationId, states } = await talking("ann");
  // The bot has said that somebody comes.
  await poll(states).toEqual(["sent"]);
  const opened = await vera.open(conversationId);
  expect(opened.window).toEqual({ hours: 48, messages: 3 });
  for (const text of ["one", "two"]) await vera.send(conversationId, text);
  const { id: messageId } = await vera.send(conversationId, "three");
  await poll(states).toEqual(["sent", "sent", "sent", "window"]);
  await vera.ask("resend", { conversationId, messageId });
  await poll(states).toEqual(["sent", "sent", "sent", "window"]);
  expect(post.sent).not.toContain("three");
  await write("ann", "I am here");
  await vera.ask("resend", { conversationId, messageId });
  await poll(states).toEqual(["sent", "sent", "sent", "sent"]);
  expect(post.sent.filter((text) => text === "three")).toHaveLength(1);
});

test("[X6] an inbox has a window of its own, or none", async () => {
  const { dialog } = running.engine.services;
  const change = async (settings: Inbox["settings"]) => {
    const { version = 0 } = (await dialog.inboxes({})).find(({ id }) => id === "letters") ?? {};
    await dialog.changeInbox({ id: "letters", version, settings, by: "ann" });
    await poll(() => post.kit().inbox.settings).toEqual(settings);
  };
  const { vera, conversationId, states } = await talking("bob");
  await change({ window: { hours: 1, messages: 1 } });
  await poll(async () => (await vera.open(conversationId)).window).toEqual({ hours: 1, messages: 1 });
  await vera.send(conversationId, "too much");
  await poll(states).toEqual(["sent", "window"]);
  await change({ window: false });
  await poll(async () => (await vera.open(conversationId)).window).toBeUndefined();
  await vera.send(conversationId, "as I like");
  await poll(states).toEqual(["sent", "window", "sent"]);
  await change({});
});

test("one person has as many conversations as there are threads; where each stands can be asked, and noted for the team", async () => {
  await connected();
  const { receive, standing, note } = post.kit();
  const [one, other] = ["call 1", "call 2"].map((thread) => ({ from: { id: "dora" }, thread }));
  if (!one || !other) throw new Error("There are two.");
  await receive({ ...one, id: "d1", text: "I want to talk to a person" });
  await receive({ ...other, id: "d2", text: "Where is my order?" });
  await poll(async () => (await standing(one)).conversation.state.status).toBe("queued");
  await poll(() => standing(one)).toMatchObject({
    online: expect.any(Number) as number,
    position: expect.any(Number) as number,
  });
  const second = await standing(other);
  expect(second.conversation.state.status).toBe("bot");
  expect(second.position).toBeUndefined();
  expect(second.conversation.visitorId).toBe((await standing(one)).conversation.visitorId);
  for (let index = 0; index < 2; index += 1) await note(other, { id: "over", text: "The call is over." });
  const { events } = await running.engine.services.dialog.read({ conversationId: second.conversation.id, after: 0 });
  expect(events.filter(({ type }) => type === "note")).toMatchObject([
    { text: "The call is over.", author: { kind: "system" } },
  ]);
  for (const whose of [one, other]) {
    const { id: conversationId } = (await standing(whose)).conversation;
    const { dialog } = running.engine.services;
    await poll(async () => (await dialog.deliveries({ conversationId })).map(({ state }) => state)).toEqual(["sent"]);
  }
  expect(post.sent).not.toContain("The call is over.");
});

test("what a channel remembers is the same for all of its account, and whoever was first has set it", async () => {
  await connected();
  const { memory, address } = post.kit();
  expect(address).toBe(`${running.url}/channels/letters/`);
  expect(await memory.get("token")).toBeUndefined();
  const set = await Promise.all(["a", "b", "c"].map((value) => memory.set("token", value, 0)));
  expect(set.filter(Boolean)).toHaveLength(1);
  const first = await memory.get("token");
  expect(first).toEqual({ value: "abc"[set.indexOf(true)], version: expect.any(Number) as number });
  const { version = 0 } = first ?? {};
  expect(await memory.set("token", "next", version)).toBe(true);
  expect(await memory.set("token", "late", version)).toBe(false);
  expect(await memory.set("token", "over", version + 1, 1)).toBe(true);
  await poll(() => memory.get("token")).toBeUndefined();
});

test("who sets an account up is told what it is asked for, where it calls, how it does and whether it works; no secret", async () => {
  const boss = await owner(running);
  const account = () => boss.call<ChannelAccount>("GET", "/inboxes/letters/channel");
  await write("cho", "hello");
  await poll(async () => Object.keys(await account())).toEqual(expect.arrayContaining(["lastIn", "lastOut"]));
  expect(await account()).toMatchObject({
    connected: true,
    address: `${running.url}/channels/letters/`,
    window: { hours: 48, messages: 3 },
    setup: { name: { en: "Letters", "zh-CN": "信件" }, fields: [{ key: "box" }, { key: "token", secret: true }] },
  });
  const change = async (body: object) => {
    const { version } = await boss.call<InboxDetails>("GET", "/inboxes/letters");
    await boss.call("PATCH", "/inboxes/letters", { version, ...body });
  };
  const check = () => boss.call<ChannelCheck>("POST", "/inboxes/letters/check", {});
  await change({ settings: { box: "7" }, secrets: { token: "right token" } });
  expect(await check()).toEqual({ ok: true, says: "box 7" });
  await change({ secrets: { token: "wrong token" } });
  expect(await check()).toEqual({ ok: false, says: "The platform does not know •••." });
  const problem = "The platform does not know •••.";
  await poll(account).toMatchObject({ connected: false, problem, error: { says: problem } });
  await change({ secrets: { token: "right token" } });
  expect(await check()).toEqual({ ok: true, says: "box 7" });
  for (const inbox of ["web", "none"]) {
    await expect(boss.call("GET", `/inboxes/${inbox}/channel`)).rejects.toMatchObject({ status: 404 });
    await expect(boss.call("POST", `/inboxes/${inbox}/check`, {})).rejects.toMatchObject({ status: 404 });
  }
});
