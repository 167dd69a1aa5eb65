import { newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Mood, openTelegram, type Telegram } from "../../packages/engine/src/channels/telegram/peer.test.kit.ts";
import { openAccount } from "./account.ts";
import { channelContract, type World } from "./channel.contract.ts";
import { talking } from "./talking.ts";

const token = "12345:a-token-that-nobody-would-ever-guess";

/** An engine with a bot, and Telegram. */
async function open(settings: Record<string, unknown> = {}, engine = {}) {
  const telegram = await openTelegram(token);
  const account = await openAccount({
    channel: "telegram",
    // Telegram itself calls nothing but HTTPS; a Bot API server of one's own does.
    settings: { api: telegram.api, updates: "webhook", ...settings },
    secrets: { token },
    engine,
  });
  const chats = new Map<string, number>();
  const written = new Map<string, ReturnType<Telegram["written"]>>();
  const world: World = {
    get running() {
      return account.running;
    },
    restart: account.restart,
    async close() {
      await account.close();
      telegram.close();
    },
    async person(name) {
      const chat = chats.get(name) ?? 5_000 + chats.size;
      chats.set(name, chat);
      return {
        async writes(text, id = newId()) {
          const update = written.get(id) ?? telegram.written(chat, { text });
          written.set(id, update);
          await telegram.deliver(update);
        },
        async sendsFile({ name: file_name, text: caption }, bytes, id = newId()) {
          const file_id = `${id}-${file_name}`;
          telegram.keep(file_id, bytes);
          const update = written.get(id) ?? telegram.written(chat, { document: { file_id, file_name }, caption });
          written.set(id, update);
          await telegram.deliver(update);
        },
        sees: () => telegram.shown(chat).map(({ text, file }) => file?.name ?? text),
        files: () => telegram.shown(chat).flatMap(({ file }) => (file ? [{ name: file.name, bytes: file.bytes }] : [])),
        conversationId: () => account.conversationOf(String(chat)),
      };
    },
  };
  /** Somebody new. */
  const somebody = async () => {
    const name = newId();
    const person = await world.person(name);
    return { ...person, chat: chats.get(name) ?? 0 };
  };
  return { world, telegram, account, somebody };
}

channelContract("Telegram", async () => (await open()).world, { files: true });

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let opened: Awaited<ReturnType<typeof open>>;
beforeAll(async () => void (opened = await open()));
afterAll(() => opened.world.close());

describe("what Telegram makes of a message", () => {
  test.each<[Mood, string[]]>([
    ["fails", ["one", "two"]],
    ["is gone", ["one", "two"]],
    ["asks to wait", ["one", "two"]],
    ["is slow", ["one", "two"]],
    // Telegram knows no repeats: what it did not confirm is sent once more.
    ["loses the answer", ["one", "one", "two"]],
  ])("one that %s: it comes, and in its place", async (mood, seen) => {
    const { account, telegram, somebody } = opened;
    const { vera, conversationId, states, sees } = await talking(account, await somebody());
    telegram.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual(["sent", "sent"]);
    expect(sees()).toEqual(seen);
  });

  test.each<[Mood, string, string]>([
    ["is blocked", "blocked", "Forbidden: bot was blocked by the user"],
    ["knows nobody", "failed", "Bad Request: chat not found"],
  ])("one that %s: agents are told why, and the next one passes", async (mood, state, reason) => {
    const { account, telegram, somebody } = opened;
    const { vera, conversationId, states, deliveries, sees } = await talking(account, await somebody());
    telegram.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual([state, "sent"]);
    expect((await deliveries())[0]).toMatchObject({ state, reason });
    expect(sees()).toEqual(["two"]);
  });
});

describe("buttons", () => {
  test("one that is pressed is answered as such, and waits no more", async () => {
    const { telegram, somebody } = opened;
    const { chat, writes } = await somebody();
    await writes("order");
    await poll(() => telegram.shown(chat)[0]?.buttons.length ?? 0).toBeGreaterThan(1);
    const before = telegram.answered.length;
    await telegram.deliver(telegram.pressed(chat, telegram.shown(chat)[0]?.buttons[0]?.callback_data ?? ""));
    await poll(() => telegram.shown(chat).length).toBe(2);
    await poll(() => telegram.answered).toHaveLength(before + 1);
  });

  test("one whose value is too long for Telegram comes back whole", async () => {
    const { account, telegram, somebody } = opened;
    const person = await somebody();
    await person.writes("Where is my order?");
    await poll(person.sees).toHaveLength(1);
    const conversationId = await person.conversationId();
    const value = "长".repeat(60);
    const { dialog } = account.running.engine.services;
    const content = { type: "text" as const, text: "Which one?", choices: [{ label: "This one", value }] };
    await dialog.apply({
      conversationId,
      id: newId(),
      command: { do: "say", author: { kind: "bot" }, content },
    });
    await poll(() => telegram.shown(person.chat).at(-1)?.buttons).toHaveLength(1);
    const data = telegram.shown(person.chat).at(-1)?.buttons[0]?.callback_data ?? "";
    await telegram.deliver(telegram.pressed(person.chat, data));
    const { events } = await dialog.read({ conversationId, after: 0 });
    // The bot may have answered by now.
    expect(events.findLast((event) => event.type === "message" && event.author.kind === "visitor")).toMatchObject({
      content: { type: "choice", text: "This one", value },
    });
  });
});

test.each<[string, Record<string, string>]>([
  ["no secret", {}],
  ["another secret", { "x-telegram-bot-api-secret-token": "0".repeat(64) }],
  ["half of it", { "x-telegram-bot-api-secret-token": "half" }],
])("who calls with %s is sent away, and nothing of it is kept", async (_, headers) => {
  const { account, telegram } = opened;
  await poll(telegram.hook).toBeDefined();
  const secret = telegram.hook()?.secret_token ?? "";
  const half = headers["x-telegram-bot-api-secret-token"] === "half";
  const sent = half ? { "x-telegram-bot-api-secret-token": secret.slice(0, 32) } : headers;
  const body = JSON.stringify(telegram.written(4_999, { text: "hi" }));
  const answer = await fetch(account.address, { method: "POST", body, headers: sent });
  expect([answer.status, await answer.text()]).toEqual([401, ""]);
  expect(await account.said(await account.conversationOf("4999"), "visitor")).toEqual([]);
});

test("words in a group and of other bots are taken, and come to nothing", async () => {
  const { account, telegram } = opened;
  const chat = { id: -100_500, type: "supergroup" };
  await telegram.deliver(telegram.written(4_998, { text: "hi", chat }));
  await telegram.deliver(telegram.written(4_998, { text: "hi", from: { id: 4_998, is_bot: true } }));
  expect(await account.said(await account.conversationOf("4998"), "visitor")).toEqual([]);
});

test("who writes too much loses nothing, and not the order", async () => {
  const { world, telegram, account, somebody } = await open({}, { rates: { message: { burst: 3, perMinute: 600 } } });
  onTestFinished(world.close);
  const { chat, conversationId } = await somebody();
  const texts = Array.from({ length: 20 }, (_, index) => `number ${index}`);
  await Promise.all(texts.map((text) => telegram.deliver(telegram.written(chat, { text }))));
  expect(await account.said(await conversationId(), "visitor")).toEqual(texts);
});

test("where it is asked, who writes too much holds up nobody else, and loses nothing", async () => {
  const rates = { message: { burst: 3, perMinute: 60 } };
  const { world, telegram, account, somebody } = await open({ updates: "polling" }, { rates });
  onTestFinished(world.close);
  const [spammer, ann] = [await somebody(), await somebody()];
  const texts = Array.from({ length: 8 }, (_, index) => `number ${index}`);
  const all = Promise.all(texts.map((text) => telegram.deliver(telegram.written(spammer.chat, { text }))));
  const before = telegram.written(spammer.chat, { text: "one more" });
  const toTheEnd = Promise.all([all, telegram.deliver(before)]);
  const hers = telegram.written(ann.chat, { text: "Where is my order?" });
  const isHeard = telegram.deliver(hers);
  await Promise.all([toTheEnd, isHeard]);
  expect(await account.said(await spammer.conversationId(), "visitor")).toEqual([...texts, "one more"]);
  expect(await account.said(await ann.conversationId(), "visitor")).toEqual(["Where is my order?"]);
  // When it was heard, and not when this test looked, which a busy machine does later.
  const lastOf = async (conversationId: string) => {
    const { events } = await account.running.engine.services.dialog.read({ conversationId, after: 0 });
    return events.findLast((event) => event.type === "message" && event.author.kind === "visitor")?.at ?? 0;
  };
  expect(await lastOf(await ann.conversationId())).toBeLessThan(await lastOf(await spammer.conversationId()));
});

test("another bot in the same inbox is heard, whatever its messages are called", async () => {
  const { world, telegram, account, somebody } = await open();
  onTestFinished(world.close);
  const { chat, conversationId } = await somebody();
  const first = telegram.written(chat, { text: "to the first" });
  await telegram.deliver(first);
  const next = "67890:another-token-that-nobody-would-ever-guess";
  const others = await openTelegram(next);
  onTestFinished(() => others.close());
  const { dialog } = account.running.engine.services;
  const version = (await dialog.inboxDetails({})).find(({ id }) => id === "telegram")?.version ?? 0;
  const settings = { api: others.api, updates: "webhook" };
  await dialog.changeInbox({ id: "telegram", version, settings, secrets: { token: next }, by: "a test" });
  await poll(others.hook).toBeDefined();
  const second = { ...first, message: { ...(first["message"] as object), text: "to the second" } };
  await others.deliver(second);
  expect(await account.said(await conversationId(), "visitor")).toEqual(["to the first", "to the second"]);
});

test.each<[string, Record<string, unknown>]>([
  ["where Telegram shall not call", { updates: "polling" }],
  // The engine of a test is at an address of plain HTTP.
  ["where Telegram cannot call", { updates: undefined }],
])("%s it is asked, and after a restart from where it was", async (_, settings) => {
  const { world, telegram, somebody, account } = await open(settings);
  onTestFinished(world.close);
  const { writes, sees, conversationId } = await somebody();
  await writes("Where is my order?");
  await poll(sees).toHaveLength(1);
  expect(telegram.hook()).toBeUndefined();
  await world.restart();
  await writes("How do I return an item?");
  await poll(sees).toHaveLength(2);
  expect(await account.said(await conversationId(), "visitor")).toEqual([
    "Where is my order?",
    "How do I return an item?",
  ]);
});
