import { newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mood } from "../../packages/engine/src/channels/sms/peer.test.kit.ts";
import { channelContract } from "./channel.contract.ts";
import { openSmsWorld } from "./sms-world.ts";
import { talking } from "./talking.ts";

channelContract("SMS", async () => (await openSmsWorld()).world, { files: true });

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let opened: Awaited<ReturnType<typeof openSmsWorld>>;
beforeAll(async () => void (opened = await openSmsWorld()));
afterAll(() => opened.world.close());

describe("what the gateway makes of a message", () => {
  test.each<Mood>(["fails", "is gone", "asks to wait", "has ended the token", "is slow", "loses the answer"])(
    "one that %s: it comes once, and in its place",
    async (mood) => {
      const { account, gateway, somebody } = opened;
      const { vera, conversationId, states, sees } = await talking(account, await somebody());
      gateway.will(mood);
      await vera.send(conversationId, "one");
      await vera.send(conversationId, "two");
      await poll(states).toEqual(["sent", "sent"]);
      expect(sees()).toEqual(["one", "two"]);
    },
  );

  test.each<[Mood, string, string]>([
    ["is stopped", "blocked", "Attempt to send to unsubscribed recipient (21610)"],
    ["knows nobody", "failed", "Invalid 'To' Phone Number (21211)"],
  ])("one that %s: agents are told why, and the next one passes", async (mood, state, reason) => {
    const { account, gateway, somebody } = opened;
    const { vera, conversationId, states, deliveries, sees } = await talking(account, await somebody());
    gateway.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual([state, "sent"]);
    expect((await deliveries())[0]).toMatchObject({ state, reason });
    expect(sees()).toEqual(["two"]);
  });
});

test("what became of a message moves on, never back, in whatever order it is told", async () => {
  const { account, gateway, somebody } = opened;
  const person = await somebody();
  const { vera, conversationId, states, deliveries } = await talking(account, person);
  await vera.send(conversationId, "one");
  await vera.send(conversationId, "two");
  await poll(states).toEqual(["sent", "sent"]);
  const [first, second] = gateway.shown(person.from).slice(1);
  if (!first || !second) throw new Error("They were not shown.");
  await gateway.becomes(first, "delivered");
  await gateway.becomes(first, "sent");
  await gateway.becomes(second, "undelivered", { ErrorCode: "30003" });
  await poll(states).toEqual(["delivered", "failed"]);
  expect((await deliveries())[1]?.reason).toBe("The phone is switched off, or out of reach (30003)");
});

test("who writes STOP gets nothing more, and agents see why, until they write START", async () => {
  const { account, somebody } = opened;
  const person = await somebody();
  const { vera, conversationId, states, deliveries, sees } = await talking(account, person);
  await person.writes("退订");
  await vera.send(conversationId, "one");
  await poll(states).toEqual(["blocked"]);
  expect((await deliveries())[0]?.reason).toContain("STOP");
  await person.writes("START");
  await vera.send(conversationId, "two");
  await poll(states).toEqual(["blocked", "sent"]);
  expect(sees()).toEqual(["two"]);
});

test("a machine that answers the bot with the same words is answered no more", async () => {
  const { account, somebody } = opened;
  const person = await somebody();
  for (let times = 0; times < 8; times += 1) await person.writes("Where is my order?");
  const conversationId = await person.conversationId();
  const { dialog } = account.running.engine.services;
  const states = async () => (await dialog.deliveries({ conversationId })).map(({ state }) => state);
  await poll(async () => new Set(await states()).has("blocked")).toBe(true);
  expect(await account.said(conversationId, "visitor")).toHaveLength(8);
});

test.each<[string, (signature: string) => string | undefined]>([
  ["no signature", () => undefined],
  ["half of one", (signature) => signature.slice(0, 12)],
  ["another one", () => Buffer.alloc(20).toString("base64")],
])("who calls with %s is sent away, and nothing of it is kept", async (_, change) => {
  const { account, gateway } = opened;
  const given = change("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  for (const path of ["", "status"]) {
    const answer = await fetch(account.address + path, {
      method: "POST",
      body: new URLSearchParams(gateway.written("+15559999", "hi")),
      headers: { ...(given !== undefined && { "x-twilio-signature": given }) },
    });
    expect([answer.status, await answer.text()]).toEqual([403, ""]);
  }
  expect(await account.said(await account.conversationOf("+15559999"), "visitor")).toEqual([]);
});

test("the address may be entered without the stroke at its end", async () => {
  const { account, gateway } = opened;
  const from = "+15558888";
  await gateway.deliver(account.address.replace(/\/$/, ""), gateway.written(from, `hello ${newId()}`));
  expect(await account.said(await account.conversationOf(from), "visitor")).toHaveLength(1);
});
