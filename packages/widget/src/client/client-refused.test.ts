// @vitest-environment node
import type { WireError } from "@parley/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Chat } from "./chat.ts";
import type { ConnectionState } from "./connection.ts";
import { browser, deliveries, poll, setUp, texts, token } from "./client.fixture.ts";

let setup: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  setup = await setUp();
});
afterEach(() => setup.tearDown());

test("[V5] a token that is not known is forgotten, and the message goes to a new conversation", async () => {
  const profile = browser();
  profile.session.set({ token: "token-of-old", live: true });
  const chat = setup.open(profile);
  chat.send("who am I");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  expect(token(chat)).toBe("token-1");
});

test("[V5] a token that expires in mid-conversation costs no message", async () => {
  const chat = setup.open();
  chat.connect();
  await poll(() => chat.connection.value.status).toBe("online");
  let expired = true;
  setup.engine.faults.refuse = (event) => {
    if (event !== "send" || !expired) return undefined;
    expired = false;
    return { code: "unauthorized", message: "expired" };
  };
  chat.send("still here");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  await poll(() => texts(chat)).toEqual(["still here"]);
});

test("[V2] a version that is not spoken stops the client, and it says so", async () => {
  setup.engine.faults.refuseConnect = { code: "version", message: "Too old.", details: { supported: [2] } };
  const chat = setup.open();
  chat.send("hello?");
  await poll(() => chat.connection.value).toMatchObject({ status: "stopped", error: { code: "version" } });
  expect(deliveries(chat), "it is not on its way").toEqual(["failed"]);
  expect(chat.pending.value, "it is kept").toMatchObject([{ deed: { event: "send" } }]);
});

test("[V7] an engine that is overloaded is asked again, not before retryAfter", async () => {
  setup.engine.faults.refuseConnect = { code: "overloaded", message: "Busy.", retryAfter: 200 };
  const chat = setup.open();
  chat.connect();
  await poll(() => chat.connection.value.status).toBe("reconnecting");
  setup.engine.faults.refuseConnect = undefined;
  await poll(() => chat.connection.value.status).toBe("online");
});

test("[M13] a message that is refused is shown as failed and can be discarded", async () => {
  setup.engine.faults.refuse = (event) => (event === "send" ? { code: "invalid", message: "Too long." } : undefined);
  const chat = setup.open();
  const id = chat.send("too long for this engine");
  await poll(() => deliveries(chat)).toEqual(["failed"]);
  chat.discard(id);
  await poll(() => chat.messages.value).toEqual([]);
});

test("[M13] what is no message is not sent, makes no bubble, and is told", () => {
  const refused: string[] = [];
  const chat = setup.open({ refused: ({ code }) => refused.push(code) });
  for (const nothing of ["", "  ", undefined, null, "x".repeat(4001)]) expect(chat.send(nothing as string)).toBe("");
  expect(refused).toEqual(Array.from({ length: 5 }, () => "invalid"));
  expect(chat.messages.value).toEqual([]);
  expect(chat.send(42 as unknown as string)).not.toBe("");
});

test.each([
  [
    "en",
    "is no e-mail address",
    "must be text or a number, in an attribute also true or false; and what the inbox asks for, where it asks",
  ],
  [
    "zh-CN",
    "不是有效的邮箱地址",
    "必须是文本或数字，自定义属性还可以是 true 或 false；如收件箱要求填写该项，还须符合其要求",
  ],
])(
  "[I1] a field that is refused is named in the page's language (%s), and does not come again",
  async (locale, ...why) => {
    const told: WireError[] = [];
    const chat = setup.open({ locale, refused: (error) => told.push(error) });
    setup.engine.faults.refuseFields = ({ email, attributes }) => [
      ...(email ? [{ field: "email", code: "email" as const, message: "" }] : []),
      ...(attributes?.["plan"] ? [{ field: "attributes.plan", code: "kind" as const, message: "" }] : []),
    ];
    const said = () => setup.engine.heard.filter(({ event }) => event === "identify").map(({ input }) => input);
    const site = { userId: 42, email: "nobody", name: "Ada", attributes: { plan: {}, since: new Date(0), big: 9n } };
    chat.identify(site as never);
    chat.connect();
    await poll(() => told.map(({ message, details }) => [message, details])).toEqual([
      [`identify: email: ${why[0]}`, { field: "email", reason: "email" }],
      [`identify: attributes.plan: ${why[1]}`, { field: "attributes.plan", reason: "kind" }],
    ]);
    const facts = { since: "1970-01-01T00:00:00.000Z", big: "9" };
    const rest = { userId: "42", name: "Ada", phone: "1", attributes: facts };
    chat.identify({ phone: "1" });
    await poll(said).toEqual([
      { ...rest, phone: undefined, email: "nobody", attributes: { ...facts, plan: {} } },
      rest,
    ]);
    expect(told).toHaveLength(2);
  },
);

test("a page that the site tells wrongly does not stop the chat, and no argument means where the browser is", async () => {
  const chat = setup.open();
  chat.page({ url: 42, title: "x".repeat(400) } as never);
  chat.connect();
  const hello = () => setup.engine.heard.find(({ event }) => event === "hello")?.input;
  await poll(hello).toMatchObject({ page: { url: "42", title: "x".repeat(300) } });
});

test.each([
  ["rate", (chat: Chat) => chat.rate(9)],
  ["judge", (chat: Chat) => chat.judge("none", true)],
  ["end", (chat: Chat) => chat.end()],
])("%s that the engine does not want is told, and is not on its way for ever", async (event, act) => {
  const told: string[] = [];
  const chat = setup.open({ refused: ({ code, message }) => told.push(`${code} ${message}`) });
  setup.engine.faults.refuse = (heard) => (heard === event ? { code: "invalid", message: "no" } : undefined);
  act(chat);
  await poll(() => told).toEqual([`invalid ${event}: no`]);
  expect(chat.pending.value).toEqual([]);
  await poll(() => chat.session.get().live).toBe(false);
});

test("a message that the engine does not want is told, and stays to be tried again", async () => {
  const told: string[] = [];
  const chat = setup.open({ refused: ({ message }) => told.push(message) });
  setup.engine.faults.refuse = (event) => (event === "send" ? { code: "invalid", message: "no" } : undefined);
  const id = chat.send("hello");
  await poll(() => deliveries(chat)).toEqual(["failed"]);
  expect(told).toEqual(["send: no"]);
  setup.engine.faults.refuse = undefined;
  chat.retry(id);
  await poll(() => deliveries(chat)).toEqual(["sent"]);
});

test("an engine that refuses for good is asked again when somebody tries to", async () => {
  setup.engine.faults.refuseConnect = { code: "forbidden", message: "not this site" };
  const chat = setup.open();
  const id = chat.send("hello");
  await poll(() => chat.connection.value).toMatchObject({ status: "stopped", error: { code: "forbidden" } });
  expect(deliveries(chat)).toEqual(["failed"]);
  setup.engine.faults.refuseConnect = undefined;
  chat.retry(id);
  await poll(() => deliveries(chat)).toEqual(["sent"]);
});

test("`identified` says what the engine knows, once, and not before it does", async () => {
  const known: object[] = [];
  const states: string[] = [];
  const chat = setup.open({ identified: (profile) => known.push(profile) });
  chat.connection.subscribe(({ status }) => states.push(status));
  setup.engine.faults.refuseFields = ({ email }) => (email ? [{ field: "email", code: "email", message: "" }] : []);
  chat.identify({ name: "Ada", email: "nobody", attributes: { plan: "pro" } });
  expect(known).toEqual([]);
  chat.connect();
  await poll(() => [...known]).toEqual([{ name: "Ada", attributes: { plan: "pro" } }]);
  setup.engine.cut();
  await poll(() => states.filter((status) => status === "online").length).toBe(2);
  chat.identify({ phone: 1 });
  await poll(() => known.slice(1)).toEqual([{ name: "Ada", phone: 1, attributes: { plan: "pro" } }]);
});

test("attempts in vain are counted, until one is not", async () => {
  const chance = vi.spyOn(Math, "random").mockReturnValue(0);
  const states: ConnectionState[] = [];
  const chat = setup.open();
  chat.connection.subscribe((state) => states.push(state));
  chat.connect();
  const counts = () => states.flatMap((state) => (state.status === "reconnecting" ? state.failures : []));
  await poll(() => states.length).toBe(3);
  setup.engine.cut();
  await poll(() => states.length).toBe(5);
  await setup.engine.stop();
  await poll(counts).toEqual(expect.arrayContaining([1, 1, 2, 3]));
  chance.mockRestore();
});

test("[I10] a visitor whom the engine could not be told to forget is told of as soon as it can be", async () => {
  const told: string[] = [];
  const chat = setup.open({ refused: ({ code }) => told.push(code) });
  await chat.forget();
  expect(told, "nobody was known").toEqual([]);
  chat.send("hello");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  // In the moment in which it is known: a moment later it may be connected again.
  const over = new Promise<void>((resolve) => {
    chat.connection.subscribe(({ status }) => status === "reconnecting" && resolve(chat.forget()));
  });
  setup.engine.cut();
  await over;
  expect(chat.session.get()).toEqual({});
  expect(setup.engine.heard.at(-1)?.event).toBe("forget");
  expect(told).toEqual([]);
});

test("[I10] where the engine cannot be told at all, the site is told so, and nothing is kept all the same", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const told: string[] = [];
  const chat = setup.open({ refused: ({ code }) => told.push(code) });
  chat.send("hello");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  await setup.engine.stop();
  await poll(() => chat.connection.value.status).toBe("reconnecting");
  await chat.forget();
  expect(told).toContain("unavailable");
  expect(chat.session.get()).toEqual({});
});
