// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { bot, browser, deliveries, poll, setUp, texts, token } from "./client.fixture.ts";
import { startEngine } from "./engine.fixture.ts";

let setup: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  setup = await setUp();
});
afterEach(() => setup.tearDown());

test("nothing is connected or stored before the visitor does something", async () => {
  const chat = setup.open();
  await new Promise((resolve) => setImmediate(resolve));
  expect(chat.connection.value).toEqual({ status: "idle" });
  expect(chat.session.get()).toEqual({});
  expect(setup.engine.heard).toEqual([]);
});

test("[M3] a message is shown at once as sending, and as sent when it is stored", async () => {
  const chat = setup.open();
  const id = chat.send("Where is my order?");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  await poll(() => chat.messages.value[0]?.seq).toBe(2);
  expect(chat.messages.value[0]).toMatchObject({ id, author: { kind: "visitor" } });
  await poll(() => chat.pending.value).toEqual([]);
});

test("[M7] what the engine pushes is shown, and a lost push is asked for", async () => {
  const chat = setup.open();
  chat.send("hello");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  setup.engine.append(token(chat), "answer-01", bot("one"));
  setup.engine.faults.losePushes = true;
  setup.engine.append(token(chat), "answer-02", bot("two"));
  setup.engine.faults.losePushes = false;
  setup.engine.append(token(chat), "answer-03", bot("three"));
  await poll(() => texts(chat)).toEqual(["hello", "one", "two", "three"]);
});

test("[M6] nothing relies on pushes: the visitor's own message is found by its receipt", async () => {
  const chat = setup.open();
  setup.engine.faults.losePushes = true;
  chat.send("quiet");
  await poll(() => chat.events.value.map(({ type }) => type)).toEqual(["opened", "message"]);
});

test("[M1] an answer that gets lost leads to one message, not two", async () => {
  const chat = setup.open();
  chat.connect();
  await poll(() => chat.connection.value.status).toBe("online");
  setup.engine.faults.loseAnswers = true;
  chat.send("only once");
  await poll(() => setup.engine.heard.filter(({ event }) => event === "send").length).toBe(1);
  setup.engine.faults.loseAnswers = false;
  await poll(() => chat.pending.value).toEqual([]);
  expect(texts(chat)).toEqual(["only once"]);
});

test("[M11] what is sent without a connection is sent after it, in order", async () => {
  const chat = setup.open();
  chat.send("one");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  const { port } = setup.engine;
  await setup.engine.stop();
  await poll(() => chat.connection.value.status).toBe("reconnecting");
  for (const text of ["two", "three", "four"]) chat.send(text);
  expect(deliveries(chat)).toEqual(["sent", "sending", "sending", "sending"]);
  const visitors = setup.engine.visitors;
  setup.engine = await startEngine(port);
  for (const [key, value] of visitors) setup.engine.visitors.set(key, value);
  await poll(() => deliveries(chat)).toEqual(["sent", "sent", "sent", "sent"]);
  expect(texts(chat)).toEqual(["one", "two", "three", "four"]);
});

test("[M8] after a cut, what happened meanwhile is there", async () => {
  const chat = setup.open();
  chat.send("hi");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  setup.engine.faults.losePushes = true;
  setup.engine.append(token(chat), "meanwhile", bot("meanwhile"));
  setup.engine.cut();
  await poll(() => texts(chat)).toEqual(["hi", "meanwhile"]);
});

test("a reloaded page connects by itself and shows the conversation, unread messages counted", async () => {
  const profile = browser();
  const before = setup.open(profile);
  before.send("remember me");
  await poll(() => deliveries(before)).toEqual(["sent"]);
  before.markRead();
  before.disconnect();
  setup.engine.append(token(before), "answer-01", bot("I do"));
  const after = setup.open(profile);
  await poll(() => texts(after)).toEqual(["remember me", "I do"]);
  expect(after.unread.value).toBe(1);
  after.markRead();
  expect(after.unread.value).toBe(0);
});

test("[M11] a message that was not answered before a reload is sent by the next page", async () => {
  const profile = browser();
  const before = setup.open(profile);
  before.connect();
  await poll(() => before.connection.value.status).toBe("online");
  setup.engine.faults.refuse = (event) => (event === "send" ? { code: "unavailable", message: "later" } : undefined);
  before.send("do not lose me");
  await poll(() => setup.engine.heard.some(({ event }) => event === "send")).toBe(true);
  before.disconnect();
  setup.engine.faults.refuse = undefined;
  const after = setup.open(profile);
  after.connect();
  await poll(() => deliveries(after)).toEqual(["sent"]);
  expect(texts(after)).toEqual(["do not lose me"]);
});

test("[M9] older messages come page by page", async () => {
  const profile = browser();
  const first = setup.open(profile);
  first.send("start");
  await poll(() => deliveries(first)).toEqual(["sent"]);
  first.disconnect();
  for (let n = 1; n <= 130; n++) setup.engine.append(token(first), `answer-${n}`, bot(`answer ${n}`));
  const chat = setup.open(profile);
  await poll(() => chat.messages.value.length).toBe(50);
  expect(chat.hasOlder.value).toBe(true);
  await chat.loadOlder();
  expect(chat.messages.value).toHaveLength(110);
  await chat.loadOlder();
  expect(texts(chat)[0]).toBe("start");
  expect(chat.hasOlder.value).toBe(false);
});

test("[M8] a long absence is caught up with, page after page", async () => {
  const chat = setup.open();
  chat.send("start");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  setup.engine.faults.losePushes = true;
  for (let n = 1; n <= 950; n++) setup.engine.append(token(chat), `answer-${n}`, bot(`answer ${n}`));
  setup.engine.cut();
  await poll(() => chat.messages.value.length).toBe(951);
});

test("[D1] drain: the client leaves and comes back", async () => {
  const chat = setup.open();
  chat.connect();
  await poll(() => chat.connection.value.status).toBe("online");
  setup.engine.push("drain", { in: 50 });
  await poll(() => setup.engine.heard.filter(({ event }) => event === "hello").length).toBe(2);
  await poll(() => chat.connection.value.status).toBe("online");
});

test("[L3] the state follows the log: queued, an agent, closed, the next episode", async () => {
  const chat = setup.open();
  chat.send("转人工");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  const status = () => chat.conversation.value?.state.status;
  setup.engine.append(token(chat), "queued-01", { type: "queued", reason: "asked" });
  setup.engine.push("queue", { position: 2, agentsOnline: 1 });
  await poll(status).toBe("queued");
  await poll(() => chat.queue.value).toEqual({ position: 2, agentsOnline: 1 });
  setup.engine.append(token(chat), "claimed-01", { type: "claimed", agent: { id: "a", name: "Ann" } });
  await poll(status).toBe("agent");
  expect(chat.queue.value).toBeUndefined();
  // Places may be told late.
  const heard = new Promise<void>((resolve) => chat.typing.subscribe((typing) => typing && resolve()));
  setup.engine.push("queue", { position: 1, agentsOnline: 0 });
  setup.engine.push("typing", { conversationId: "c", on: true, name: "Ann" });
  await heard;
  expect(chat.queue.value).toBeUndefined();
  chat.end();
  await poll(status).toBe("closed");
  chat.rate(5, "kind");
  await poll(() => chat.conversation.value?.state).toMatchObject({ status: "closed", score: 5 });
  chat.send("one more thing");
  await poll(() => chat.conversation.value).toMatchObject({ episode: 2, state: { status: "bot" } });
});

test("[P1] typing ends when the message comes", async () => {
  const chat = setup.open();
  chat.send("hi");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  setup.engine.push("typing", { conversationId: "c", on: true, name: "Ann" });
  await poll(() => chat.typing.value).toEqual({ name: "Ann" });
  setup.engine.append(token(chat), "answer-01", bot("hello"));
  await poll(() => chat.typing.value).toBeUndefined();
});

test("an answer that is judged shows it, and an agent who reads shows that", async () => {
  const chat = setup.open();
  chat.send("hi");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  setup.engine.append(token(chat), "answer-01", bot("hello"));
  await poll(() => texts(chat)).toEqual(["hi", "hello"]);
  chat.judge("answer-01", true);
  expect(chat.messages.value[1]?.helpful).toBe(true);
  await poll(() => chat.events.value.some(({ type }) => type === "judged")).toBe(true);
  setup.engine.push("read", { seq: 3 });
  await poll(() => deliveries(chat)).toEqual(["read", "sent"]);
});

test("forgetting takes what still comes of the one who was there for nothing, and who comes next begins anew", async () => {
  const chat = setup.open();
  chat.send("my secret");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  setup.engine.push("read", { seq: 9 });
  await poll(() => deliveries(chat)).toEqual(["read"]);
  const theirs = token(chat);
  // The engine closes the conversation before it answers.
  setup.engine.faults.refuse = (event) => {
    if (event === "forget") setup.engine.append(theirs, "closed-1", { type: "closed", author: { kind: "visitor" } });
    return undefined;
  };
  await chat.forget();
  expect(chat.events.value).toEqual([]);
  chat.send("next");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  expect(chat.events.value.map(({ type, conversationId }) => [type, conversationId])).toEqual(
    ["opened", "message"].map((type) => [type, `conversation-${token(chat)}`]),
  );
});

test("forgetting leaves nothing behind", async () => {
  const chat = setup.open();
  chat.send("my secret");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  await chat.forget();
  expect(chat.messages.value).toEqual([]);
  expect(chat.session.get()).toEqual({});
  expect(setup.engine.heard.some(({ event }) => event === "forget")).toBe(true);
});
