import { rm } from "node:fs/promises";
import type { Delivery } from "@parley/protocol";
import { newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { messenger } from "../../examples/own-channel/channel.ts";
import { agent } from "../support/agent.ts";
import { runEngine } from "../support/engine.ts";
import { channelContract, type World } from "./channel.contract.ts";
import { type Messenger, type Mood, openMessenger } from "./messenger-peer.ts";

const secret = "a secret of both houses";

/** An engine with the example's channel, and the other house. */
async function open(): Promise<World & { house: Messenger }> {
  const house = await openMessenger(secret);
  const channels = [messenger({ secret, deliverTo: house.deliverTo })];
  let running = await runEngine({ channels });
  const { folder, url } = running;
  return {
    house,
    get running() {
      return running;
    },
    async restart() {
      await running.stop();
      running = await runEngine({ store: folder, port: Number(new URL(url).port), channels });
    },
    async close() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
      house.close();
    },
    person: async (name) => ({
      async writes(text, id = newId()) {
        const status = await house.tells(url, { message: { id, from: { id: name }, text } });
        if (status !== 204) throw new Error(`The engine answered ${status}.`);
      },
      sees: () => house.shown(name),
      async sendsFile({ name: file, text = "" }, bytes, id = newId()) {
        const ref = `${id}-${file}`;
        if (bytes === "gone") house.files.delete(ref);
        else house.files.set(ref, bytes);
        const message = { id, from: { id: name }, text, files: [{ ref, name: file }] };
        const status = await house.tells(url, { message });
        if (status !== 204) throw new Error(`The engine answered ${status}.`);
      },
      files: () => house.received(name),
      async conversationId() {
        const { users, dialog } = running.engine.services;
        const visitor = await users.reach({ inboxId: "messenger", externalId: name, locale: "en" });
        return (await dialog.open({ visitorId: visitor.id, channel: "messenger", locale: "en" })).id;
      },
    }),
  };
}

channelContract("a channel of somebody else's", open, { files: true });

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let world: Awaited<ReturnType<typeof open>>;
let people = 0;
beforeAll(async () => void (world = await open()));
afterAll(() => world.close());

/** Somebody new, whom Vera talks with. */
async function talking() {
  const { house, running } = world;
  const { dialog } = running.engine.services;
  const name = `somebody ${people++}`;
  const person = await world.person(name);
  await person.writes("I want to talk to a person");
  const conversationId = await person.conversationId();
  await poll(async () => (await dialog.get({ conversationId })).conversation.state.status).toBe("queued");
  await poll(() => person.sees().length).toBe(1);
  const vera = await agent(running, `Vera${people}`);
  const pushed: Delivery[] = [];
  vera.socket.on("delivery", (delivery) => pushed.push(delivery));
  await vera.claim(conversationId);
  await vera.open(conversationId);
  const states = async () => {
    const all = await dialog.deliveries({ conversationId });
    return all.slice(1).map(({ state }) => state);
  };
  return { house, running, vera, conversationId, pushed, states, sees: () => person.sees().slice(1), url: running.url };
}

/** What visitors have said in the conversation of somebody. */
async function said(name: string): Promise<string[]> {
  const conversationId = await (await world.person(name)).conversationId();
  const { events } = await world.running.engine.services.dialog.read({ conversationId, after: 0 });
  return events.flatMap((event) =>
    event.type === "message" && event.author.kind === "visitor" ? [event.content.text] : [],
  );
}

describe("what the other house makes of a message", () => {
  test.each<[Mood, number]>([
    ["fails", 2],
    ["is gone", 2],
    ["loses the answer", 2],
    ["asks to wait", 2],
    ["is slow", 1],
  ])("[X2] one that %s: it comes once, and in its place", async (mood, handed) => {
    const { house, vera, conversationId, states, sees } = await talking();
    const before = house.handed.length;
    house.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual(["sent", "sent"]);
    expect(sees()).toEqual(["one", "two"]);
    const keys = house.handed.slice(before).map(({ key }) => key);
    expect(keys.filter((key) => key === keys[0])).toHaveLength(handed);
  });

  test.each<[Mood, string, string]>([
    ["blocks", "blocked", "They wrote too long ago."],
    ["knows nobody", "failed", "They are gone."],
  ])(
    "[X3] one that %s: agents are told why, the next one passes, and it can be sent again",
    async (mood, state, reason) => {
      const { house, vera, conversationId, states, sees, pushed } = await talking();
      house.will(mood);
      const { id: messageId } = await vera.send(conversationId, "one");
      await vera.send(conversationId, "two");
      await poll(states).toEqual([state, "sent"]);
      await poll(() => pushed).toContainEqual(expect.objectContaining({ id: messageId, state, reason }));
      const opened = await vera.open(conversationId);
      expect(opened.deliveries?.find(({ id }) => id === messageId)).toMatchObject({ state, reason });
      await vera.ask("resend", { conversationId, messageId });
      await poll(states).toEqual(["sent", "sent"]);
      expect(sees()).toEqual(["two", "one"]);
    },
  );

  test("[X4] what it says later moves on, never back, also if it says so before it answers", async () => {
    const { house, vera, conversationId, url, states } = await talking();
    house.will("is slow");
    const { seq } = await vera.send(conversationId, "one");
    const key = `${conversationId}/${seq}`;
    // It cannot say anything of what it was not handed.
    await poll(() => house.handed.some((one) => one.key === key)).toBe(true);
    const externalId = `their-${key}`;
    expect(await house.tells(url, { receipt: { externalId, state: "read" } })).toBe(204);
    await poll(states).toEqual(["read"]);
    await house.tells(url, { receipt: { externalId, state: "delivered" } });
    await house.tells(url, { receipt: { externalId: "nobody's", state: "read" } });
    await vera.send(conversationId, "two");
    await poll(states).toEqual(["read", "sent"]);
  });
});

test("[X5] only who has the conversation, or supervises, sends again; what was sent is not sent twice", async () => {
  const { house, running, vera, conversationId, states } = await talking();
  house.will("blocks");
  const { id: messageId } = await vera.send(conversationId, "one");
  await poll(states).toEqual(["blocked"]);
  const bob = await agent(running, "Bob");
  await expect(bob.ask("resend", { conversationId, messageId })).rejects.toThrow("forbidden");
  await expect(vera.ask("resend", { conversationId, messageId: "nobody's" })).rejects.toThrow("notFound");
  const sam = await agent(running, "Sam", "supervisor");
  await sam.ask("resend", { conversationId, messageId });
  await poll(states).toEqual(["sent"]);
  const { length } = house.handed;
  await sam.ask("resend", { conversationId, messageId });
  await vera.send(conversationId, "two");
  await poll(states).toEqual(["sent", "sent"]);
  expect(house.handed).toHaveLength(length + 1);
});

test("[L7, X1] a message is told apart by what the other house calls it, whatever that looks like", async () => {
  const ids = ["1", "wamid.HBgLMTIz==", "<a@b.example>", "一", "x".repeat(500)];
  const says = (id: string) =>
    world.house.tells(world.running.url, { message: { id, from: { id: "xi" }, text: "hi" } });
  for (const id of [...ids, ...ids]) expect(await says(id)).toBe(204);
  expect(await said("xi")).toHaveLength(ids.length);
});

test("choices are buttons, and a pressed one is answered as such", async () => {
  const { house, running } = world;
  const says = (message: object) =>
    house.tells(running.url, { message: { id: newId(), from: { id: "cho" }, ...message } });
  await says({ text: "order" });
  await poll(() => house.choices("cho")?.length ?? 0).toBeGreaterThan(1);
  const [choice] = house.choices("cho") ?? [];
  const before = house.shown("cho").length;
  await says({ text: choice?.label ?? "", value: choice?.value });
  await poll(() => house.shown("cho").length).toBeGreaterThan(before);
});

test("what is too long becomes several messages, and nothing of it is lost", async () => {
  const text = "Long ago there was an order. ".repeat(400).trim();
  expect(await world.house.tells(world.running.url, { message: { id: "1", from: { id: "lo" }, text } })).toBe(204);
  expect((await said("lo")).join(" ")).toBe(text);
});

test.each<[string, string | undefined, object, number]>([
  ["a wrong signature", "00".repeat(32), { message: { id: "1", from: { id: "no" }, text: "hi" } }, 401],
  ["half a signature", "00", { message: { id: "1", from: { id: "no" }, text: "hi" } }, 401],
  ["no signature", "", { message: { id: "1", from: { id: "no" }, text: "hi" } }, 401],
  ["nothing that is known", undefined, { hello: 1 }, 400],
  ["a message of nobody", undefined, { message: { id: "1", text: "hi" } }, 400],
  ["a receipt of no state", undefined, { receipt: { externalId: "1", state: "lost" } }, 400],
])("%s is refused", async (_, signature, told, status) => {
  expect(await world.house.tells(world.running.url, told, signature)).toBe(status);
  expect(await said("no")).toEqual([]);
});

test("who writes too much is told to come again, and loses nothing", async () => {
  const house = await openMessenger(secret);
  const channels = [messenger({ secret, deliverTo: house.deliverTo })];
  const rates = { message: { burst: 2, perMinute: 1 } };
  const running = await runEngine({ channels, rates });
  onTestFinished(async () => {
    await running.stop();
    await rm(running.folder, { recursive: true, force: true });
    house.close();
  });
  const says = (id: string) => house.tells(running.url, { message: { id, from: { id: "ann" }, text: "hi" } });
  expect([await says("1"), await says("2"), await says("3")]).toEqual([204, 204, 429]);
  // What came before is no new message, and no reason to refuse.
  expect(await says("1")).toBe(204);
});

test.each<[string, string[]]>([
  ["cannot be called", ["web"]],
  ["cannot be called", ["Two Words"]],
  ["Two channels are called", ["letters", "letters"]],
])("channels that cannot be told apart are refused at once: it %s so", async (problem, types) => {
  const channels = types.map((type) => messenger({ type, secret, deliverTo: "http://127.0.0.1:1" }));
  await expect(runEngine({ channels })).rejects.toThrow(problem);
});

test("a channel that cannot be connected is said by /readyz, and the rest works", async () => {
  const broken = { ...messenger({ secret, deliverTo: "http://127.0.0.1:1" }) };
  const channels = [{ ...broken, connect: () => Promise.reject(new Error("The key is not valid.")) }];
  const running = await runEngine({ channels });
  onTestFinished(async () => {
    await running.stop();
    await rm(running.folder, { recursive: true, force: true });
  });
  const health = async () => (await (await fetch(`${running.url}/readyz`)).json()) as object;
  await poll(health).toMatchObject({
    status: "degraded",
    weaknesses: { "channel messenger": "The key is not valid." },
  });
});
