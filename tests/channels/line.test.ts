import { newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mood } from "../../packages/engine/src/channels/line/dealing.test.kit.ts";
import { channelContract } from "./channel.contract.ts";
import { openLineWorld } from "./line-world.ts";
import { talking } from "./talking.ts";

channelContract("LINE", async () => (await openLineWorld()).world, { files: true });

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let opened: Awaited<ReturnType<typeof openLineWorld>>;
beforeAll(async () => void (opened = await openLineWorld()));
afterAll(() => opened.world.close());

describe("what LINE makes of a message", () => {
  const MOODS: Mood[] = ["fails", "is gone", "asks to wait", "has ended the token", "is slow", "loses the answer"];
  test.each(MOODS)("one that %s: it is pushed once, and in its place", async (mood) => {
    const { account, line, somebody } = opened;
    const { vera, conversationId, states, sees } = await talking(account, await somebody());
    line.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual(["sent", "sent"]);
    expect(sees()).toEqual(["one", "two"]);
  });

  test.each(MOODS)("one that %s: what somebody wrote is answered once", async (mood) => {
    const { account, line, somebody } = opened;
    const person = await somebody();
    line.will(mood);
    await person.writes("Where is my order?");
    const conversationId = await person.conversationId();
    const { dialog } = account.running.engine.services;
    await poll(async () => (await dialog.deliveries({ conversationId })).map(({ state }) => state)).toEqual(["sent"]);
    expect(line.shown(person.from)).toMatchObject([{ isReply: true }]);
  });

  test.each<[Mood, string, string]>([
    ["has no messages left", "blocked", "You have reached your monthly limit."],
    ["knows nobody", "failed", "The property, 'to', in the request body is invalid"],
  ])("one that %s: agents are told why, and the next one passes", async (mood, state, reason) => {
    const { account, line, somebody } = opened;
    const { vera, conversationId, states, deliveries, sees } = await talking(account, await somebody());
    line.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual([state, "sent"]);
    expect((await deliveries())[0]).toMatchObject({ state, reason });
    expect(sees()).toEqual(["two"]);
  });
});

test("what answers somebody is a reply, which costs nothing; what comes behind it is pushed", async () => {
  const { account, line, somebody } = opened;
  const person = await somebody();
  const { vera, conversationId, states } = await talking(account, person);
  await person.writes("Hello?");
  await vera.send(conversationId, "one");
  await vera.send(conversationId, "two");
  await poll(states).toEqual(["sent", "sent"]);
  expect(line.shown(person.from).map(({ isReply }) => isReply)).toEqual([true, true, false]);
});

test("a button comes back by its name, with its value, however long that is", async () => {
  const { account, line, somebody } = opened;
  const person = await somebody();
  await person.writes("Where is my order?");
  await poll(person.sees).toHaveLength(1);
  const conversationId = await person.conversationId();
  const { dialog } = account.running.engine.services;
  for (const value of ["return", "长".repeat(60)]) {
    const content = { type: "text" as const, text: `Is it ${value}?`, choices: [{ label: "This one", value }] };
    await dialog.apply({ conversationId, id: newId(), command: { do: "say", author: { kind: "bot" }, content } });
    // The bot may answer what was pressed before in between.
    const asked = () => line.shown(person.from).find(({ text }) => text === `Is it ${value}?`);
    await poll(asked).toBeDefined();
    const { data = "" } = asked()?.buttons[0] ?? {};
    await line.deliver(account.address, [line.event(person.from, { type: "postback", postback: { data } })]);
    const { events } = await dialog.read({ conversationId, after: 0 });
    expect(events.findLast((event) => event.type === "message" && event.author.kind === "visitor")).toMatchObject({
      content: { type: "choice", text: "This one", value },
    });
  }
});

test("people are called as on LINE, and see that the bot is at it when they write again", async () => {
  const { account, line, somebody } = opened;
  const person = await somebody();
  await person.writes("Where is my order?");
  await poll(person.sees).toHaveLength(1);
  const { users, dialog } = account.running.engine.services;
  const { conversation } = await dialog.get({ conversationId: await person.conversationId() });
  const name = async () => (await users.visitors({ ids: [conversation.visitorId] }))[0]?.profile.name;
  await poll(name).toBe(`Name of ${person.from}`);
  expect(await account.said(conversation.id, "visitor")).toEqual(["Where is my order?"]);
  await person.writes("And how do I return it?");
  await poll(() => line.loading).toContain(person.from);
});

test.each<[string, (signature: string) => string | undefined]>([
  ["no signature", () => undefined],
  ["half of one", (signature) => signature.slice(0, 20)],
  ["another one", () => Buffer.alloc(32).toString("base64")],
])("who calls with %s is sent away, and nothing of it is kept", async (_, change) => {
  const { account, line } = opened;
  const event = line.event("U9", { type: "message", message: { id: "9", type: "text", text: "hi" } });
  const given = change("x4AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/abc=");
  const answer = await fetch(account.address, {
    method: "POST",
    body: JSON.stringify({ events: [event] }),
    headers: { ...(given !== undefined && { "x-line-signature": given }) },
  });
  expect([answer.status, await answer.text()]).toEqual([401, ""]);
  expect(await account.said(await account.conversationOf("U9"), "visitor")).toEqual([]);
});

test("of calls that are refused the audit trail has one", async () => {
  const { account } = opened;
  const { users } = account.running.engine.services;
  for (let times = 0; times < 3; times += 1) await fetch(account.address, { method: "POST", body: "{}" });
  const refused = async () => (await users.audit({ limit: 50 })).filter(({ action }) => action === "channelRefused");
  await poll(refused).toMatchObject([{ target: "line" }]);
});
