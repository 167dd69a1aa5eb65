import { type LogPage, type MessageEvent, newId, type Receipt } from "@parley/protocol";
import { io } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { agent, member } from "../support/agent.ts";
import { startEngine } from "../support/engine.ts";
import { signUntil } from "../support/signs.ts";
import { visitor } from "../support/visitor.ts";

/** Rules of SPEC.md that no test elsewhere is about. */

test("R4: an error's message is an English sentence, whatever language is spoken", async () => {
  const { url } = await startEngine();
  const ann = await visitor(url, { locale: "zh-CN" });
  for (const [event, input] of [
    ["send", { id: "short", content: { type: "text", text: "你好" } }],
    ["send", { id: newId(), content: { type: "text", text: "" } }],
    ["sync", { after: -1 }],
    ["rate", { id: newId(), score: 5 }],
    ["nothing", {}],
  ] as const) {
    const refusal = await ann.ask(event, input).catch((error: { data: { message: string } }) => error.data);
    expect(refusal).toMatchObject({ message: expect.stringMatching(/^[\x20-\x7e‘’“”…]+\.$/) as string });
  }
});

test("M5: what is sent at once is stored in the order in which it was sent, for everyone", async () => {
  const { url } = await startEngine();
  const ann = await visitor(url);
  const words = ["hello there", "Where is my order?", "How do I return an item?", "thank you", "goodbye"];
  const receipts = await Promise.all(words.map((text) => ann.send(text)));
  const numbers = receipts.map(({ seq }) => seq);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  await ann.answerTo(receipts.at(-1) as Receipt);
  const { events } = await ann.ask<LogPage>("sync", { after: 0 });
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const said = events.flatMap((event) =>
    event.type === "message" && event.author.kind === "visitor" ? event.content.text : [],
  );
  expect(said).toEqual(words);
});

test("C1: words may have ten choices and the article they come from, and no more", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const ann = await visitor(running.url);
  await ann.send("Talk to a person");
  const conversationId = ann.welcome.conversation.id;
  await amy.claim(conversationId);
  const choices = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ label: `Size ${index}`, value: `size ${index}` }));
  const say = (content: object) => amy.ask("send", { conversationId, id: newId(), content });
  const text = "Which one?";
  await expect(say({ type: "text", text, choices: choices(11) })).rejects.toMatchObject({ data: { code: "invalid" } });
  await expect(say({ type: "text", text, choices: [{ label: "x", value: "x".repeat(201) }] })).rejects.toMatchObject({
    data: { code: "invalid" },
  });
  const content = {
    type: "text",
    text,
    choices: choices(10),
    source: { articleId: "sizes", title: "Sizes", passage: "Small is 36." },
  };
  await say(content);
  const fromAmy = () => ann.messages().find((event): event is MessageEvent => event.author.kind === "agent");
  await expect.poll(() => fromAmy()?.content).toEqual(content);
});

test("C2: what was not offered may be picked too, and is answered if there is such a thing", async () => {
  const { url } = await startEngine();
  const ann = await visitor(url);
  const asked = await ann.answerTo(await ann.send("Where is my order?"));
  const picked = await ann.answerTo(await ann.choose("That", "intent:order_status"));
  expect(picked.text).toBe(asked.text);
  expect((await ann.answerTo(await ann.choose("Where is my order?", "what nobody offered"))).text).toBeTruthy();
});

test("H1: who waits is told their place, and again when it changes", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const waiting: Awaited<ReturnType<typeof visitor>>[] = [];
  for (let index = 0; index < 3; index += 1) {
    const one = await visitor(running.url);
    await one.choose("Talk to a person", "human");
    await one.sees("queued");
    waiting.push(one);
  }
  const places = () => waiting.map(({ places }) => places.at(-1)?.position);
  await expect.poll(places).toEqual([1, 2, 3]);
  await amy.claim(waiting[0]?.welcome.conversation.id ?? "");
  await expect.poll(() => places().slice(1)).toEqual([1, 2]);
  expect(waiting[2]?.places.at(-1)?.agentsOnline).toBe(1);
});

test("D1: clients are told to come back after a whole number of milliseconds", async () => {
  const running = await startEngine();
  const clients = await Promise.all(Array.from({ length: 5 }, () => visitor(running.url)));
  const told: number[] = [];
  for (const { socket } of clients) socket.on("drain", (drain) => void told.push(drain.in));
  await running.stop();
  await expect.poll(() => told.length).toBe(5);
  expect(told.filter((wait) => !Number.isInteger(wait) || wait < 0)).toEqual([]);
});

test.each([
  ["a name that Socket.IO keeps to itself", '2/visitor,["disconnect",{}]'],
  ["a namespace that was not joined", '2/agent,["hello",{}]'],
  ["a second CONNECT", '0/visitor,{"protocol":1}'],
])("V3: %s ends the connection, and nothing else", async (_what, packet) => {
  const { url } = await startEngine();
  const [ann, bob] = [await visitor(url), await visitor(url)];
  ann.socket.io.reconnection(false);
  const ended = new Promise((resolve) => void ann.socket.once("disconnect", resolve));
  ann.socket.io.engine.write(packet);
  await ended;
  await bob.send("hello");
});

test("V4: a namespace that there is not is refused without data", async () => {
  const { url } = await startEngine();
  const socket = io(`${url}/nowhere`, { transports: ["websocket"], reconnection: false, forceNew: true });
  onTestFinished(() => void socket.disconnect());
  const refusal = await new Promise<Error & { data?: unknown }>(
    (resolve) => void socket.once("connect_error", resolve),
  );
  expect([refusal.message, refusal.data]).toEqual(["Invalid namespace", undefined]);
});

test("C1: what only bots and agents may add to their words is dropped from a visitor's", async () => {
  const running = await startEngine();
  const [amy, ann] = [await agent(running, "Amy"), await visitor(running.url)];
  const extra = { choices: [{ label: "x", value: "x" }], source: { articleId: "a", title: "A" }, aside: true };
  await ann.ask("send", { id: newId(), content: { type: "text", text: "hello", ...extra } });
  const { page } = await amy.open(ann.welcome.conversation.id);
  const said = page.events.find((event) => event.type === "message");
  expect(said?.content).toEqual({ type: "text", text: "hello" });
  // Consoles may ask before they said hello.
  const other = await member(running, "Bob");
  const bob = io(`${running.url}/agent`, {
    auth: { protocol: 1 },
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { cookie: other.jar.cookie, origin: running.url },
  });
  onTestFinished(() => void bob.disconnect());
  expect(await bob.timeout(60_000).emitWithAck("heads", { heads: {} })).toMatchObject({ ok: true });
});

test("P2: that a visitor is typing is passed on, and never what", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const ann = await visitor(running.url);
  await ann.choose("Talk to a person", "human");
  const conversationId = ann.welcome.conversation.id;
  await amy.claim(conversationId);
  await amy.open(conversationId);
  const heard: unknown[] = [];
  amy.socket.on("typing", (typing) => void heard.push(typing));
  await signUntil(
    (patience) => expect.poll(() => heard.length, patience).toBeGreaterThan(0),
    () => ann.socket.emit("typing", { on: true, text: "my secret" } as { on: boolean }),
  );
  expect(heard[0]).toEqual({ conversationId, on: true });
});
