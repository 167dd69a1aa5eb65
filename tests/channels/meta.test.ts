import { newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Mood, openMeta, SECRETS } from "../../packages/engine/src/channels/meta/peer.test.kit.ts";
import { type Kind } from "../../packages/engine/src/channels/meta/shapes.test.kit.ts";
import { openAccount } from "./account.ts";
import { channelContract, type World } from "./channel.contract.ts";
import { talking } from "./talking.ts";

/** An engine with an account on one of Meta's channels, and Meta. */
async function open(kind: Kind, settings: Record<string, unknown> = {}) {
  const meta = await openMeta(kind);
  const id = kind === "whatsapp" ? "phoneNumberId" : "accountId";
  const account = await openAccount({
    channel: kind,
    settings: { api: meta.api, [id]: meta.accountId, ...settings },
    secrets: SECRETS,
  });
  // The engine looks for new accounts once a second.
  const connected = () => vi.waitFor(async () => expect(await meta.post(account.address, {})).toBe(200), 60_000);
  await connected();
  const numbers = new Map<string, string>();
  const numberOf = (name: string) => numbers.get(name) ?? String(16_505_550_000 + numbers.size);
  const world: World = {
    get running() {
      return account.running;
    },
    async restart() {
      await account.restart();
      await connected();
    },
    async close() {
      await account.close();
      meta.close();
    },
    async person(name) {
      const from = numberOf(name);
      numbers.set(name, from);
      return {
        writes: (text, id = newId()) => meta.deliver(account.address, meta.call({ from, id, text })),
        async sendsFile({ name: file, text = "" }, bytes, id = newId()) {
          const ref = meta.keep(`${id}/${file}`, bytes);
          await meta.deliver(account.address, meta.call({ from, id, text, file: { ref, name: file } }));
        },
        sees: () => meta.shown(from).map(({ text, file }) => file?.name ?? text),
        files: () => meta.shown(from).flatMap(({ file }) => (file ? [{ name: file.name, bytes: file.bytes }] : [])),
        conversationId: () => account.conversationOf(from),
      };
    },
  };
  /** Somebody new. */
  const somebody = async () => {
    const name = newId();
    const person = await world.person(name);
    return { ...person, from: numberOf(name) };
  };
  return { world, meta, account, somebody };
}

channelContract("WhatsApp", async () => (await open("whatsapp")).world, { files: true });
channelContract("Messenger", async () => (await open("messenger")).world, { files: true });
channelContract("Instagram", async () => (await open("instagram")).world);

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

describe("WhatsApp", () => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => void (opened = await open("whatsapp")));
  afterAll(() => opened.world.close());

  test.each<[Mood, string[]]>([
    ["fails", ["one", "two"]],
    ["is gone", ["one", "two"]],
    ["asks to wait", ["one", "two"]],
    ["has ended the token", ["one", "two"]],
    ["is slow", ["one", "two"]],
    // Meta knows no repeats: what it did not confirm is sent once more.
    ["loses the answer", ["one", "one", "two"]],
  ])("a Meta that %s: a message comes, and in its place", async (mood, seen) => {
    const { account, meta, somebody } = opened;
    const { vera, conversationId, states, sees } = await talking(account, await somebody());
    meta.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual(["sent", "sent"]);
    expect(sees()).toEqual(seen);
  });

  test.each<[Mood, string, string]>([
    ["blocks", "blocked", "Re-engagement message (131047)"],
    ["knows nobody", "failed", "Message undeliverable (131026)"],
  ])("a Meta that %s: agents are told why, and the next one passes", async (mood, state, reason) => {
    const { account, meta, somebody } = opened;
    const { vera, conversationId, states, deliveries, sees } = await talking(account, await somebody());
    meta.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual([state, "sent"]);
    expect((await deliveries())[0]).toMatchObject({ state, reason });
    expect(sees()).toEqual(["two"]);
  });

  test("what became of a message moves on, never back, in whatever order it is told", async () => {
    const { account, meta, somebody } = opened;
    const person = await somebody();
    const { vera, conversationId, states, deliveries } = await talking(account, person);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual(["sent", "sent"]);
    const [first = "", second = ""] = meta
      .shown(person.from)
      .slice(1)
      .map(({ id }) => id);
    const tell = (of: string, state: "delivered" | "read" | "failed", code?: number) =>
      meta.deliver(account.address, meta.call({ of, to: person.from, state, ...(code && { code }) }));
    await tell(first, "read");
    await tell(first, "delivered");
    await tell(second, "failed", 131_047);
    await poll(states).toEqual(["read", "failed"]);
    expect((await deliveries())[1]?.reason).toContain("131047");
  });

  test("choices are buttons, and a pressed one is answered as such", async () => {
    const { account, meta, somebody } = opened;
    const { from, writes } = await somebody();
    await writes("order");
    await poll(() => meta.shown(from).at(-1)?.choices.length ?? 0).toBeGreaterThan(1);
    const { label: text = "", value = "" } = meta.shown(from).at(-1)?.choices[0] ?? {};
    await meta.deliver(account.address, meta.call({ from, id: newId(), text, value }));
    await poll(() => meta.shown(from).length).toBe(2);
  });

  test("several messages of one call are taken by their time", async () => {
    const { account, meta, somebody } = opened;
    const { from, conversationId } = await somebody();
    const at = Date.now();
    const says = (text: string, later: number) => ({ from, id: newId(), text, at: at + later * 1_000 });
    await meta.deliver(account.address, meta.call(says("two", 2), says("one", 1), says("three", 3)));
    expect(await account.said(await conversationId(), "visitor")).toEqual(["one", "two", "three"]);
  });

  test.each(["", "sha256=00", `sha256=${"0".repeat(64)}`])(
    "who calls with the signature %j is sent away",
    async (signature) => {
      const { account, meta } = opened;
      const body = JSON.stringify(meta.call({ from: "19990000000", id: "1", text: "hi" }));
      const headers = { "x-hub-signature-256": signature };
      const answer = await fetch(account.address, { method: "POST", body, headers });
      expect([answer.status, await answer.text()]).toEqual([401, ""]);
      expect(await account.said(await account.conversationOf("19990000000"), "visitor")).toEqual([]);
    },
  );

  test("the address is shown to be ours to who knows the verify token", async () => {
    const { address } = opened.account;
    const ask = (token: string) => {
      const query = { "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "1158201444" };
      return fetch(`${address}?${new URLSearchParams(query).toString()}`);
    };
    expect(await (await ask(SECRETS.verifyToken)).text()).toBe("1158201444");
    expect((await ask("another")).status).toBe(403);
  });
});

test("[WhatsApp] behind the window a template says it, where there is one", async () => {
  const { world, meta, account, somebody } = await open("whatsapp", { template: "answer", templateLanguage: "en" });
  onTestFinished(world.close);
  const person = await somebody();
  const { vera, conversationId, states } = await talking(account, person);
  meta.will("blocks");
  await vera.send(conversationId, "Your order\nis here.");
  await poll(states).toEqual(["sent"]);
  expect(meta.shown(person.from).at(-1)).toMatchObject({ template: "answer", text: "Your order is here." });
});

test("[Messenger] that somebody has read all is said of each message", async () => {
  const { world, meta, account, somebody } = await open("messenger");
  onTestFinished(world.close);
  const person = await somebody();
  const { vera, conversationId, states } = await talking(account, person);
  await vera.send(conversationId, "one");
  await vera.send(conversationId, "two");
  await poll(states).toEqual(["sent", "sent"]);
  const happened = { of: "", to: person.from, state: "read" as const };
  await meta.deliver(account.address, meta.call(happened));
  await poll(states).toEqual(["read", "read"]);
});
