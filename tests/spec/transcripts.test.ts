import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { member } from "../support/agent.ts";
import { startEngine } from "../support/engine.ts";
import { createRecorder, type Frame } from "./recorder.ts";

/**
 * The transcripts that SPEC.md shows to who writes a client: recorded here, so that they stay true. After a change of the wire look at what
 * changed, and record them anew with `npx vitest run tests/spec/transcripts.test.ts -u`.
 */
const file = (name: string) => `../../packages/protocol/transcripts/${name}.txt`;

const said = (text: string) => ({ id: newId(), content: { type: "text", text } });
const byBot = (event: { author?: { kind: string } }) => event.author?.kind === "bot";
const ofType = (type: string) => (event: { type: string }) => event.type === type;

type Client = Awaited<ReturnType<ReturnType<typeof createRecorder>["connect"]>>;
interface Welcome {
  token: string;
  conversation: { id: string };
  page: { head: number };
}

const QUESTION = "Where is my order?";

test("V1, M12, L2: a first visit", async () => {
  const { url } = await startEngine();
  const { frames, connect } = createRecorder(url);
  const ann = await connect("visitor", "/visitor");
  await ann.ask("hello", { locale: "en", page: { url: "https://shop.example/", title: "Shop" } });
  await ann.ask("send", said(QUESTION));
  await ann.sees("event", byBot);
  await expect(written(frames)).toMatchFileSnapshot(file("first-visit"));
});

test("M1, M7: what is missed is asked for, and what was not answered is sent again", async () => {
  const { url } = await startEngine();
  const { frames, connect } = createRecorder(url);
  const before = await connect("visitor", "/visitor");
  const { token } = await before.ask<Welcome>("hello", { locale: "en" });
  const message = said(QUESTION);
  await before.ask("send", message);
  await before.sees("event", byBot);
  before.leave();
  const after = await connect("visitor", "/visitor", { token });
  await after.ask("hello", { locale: "en", after: 1 });
  await after.ask("send", message);
  await after.ask("sync", { after: 3 });
  await expect(written(frames)).toMatchFileSnapshot(file("resume"));
});

test("H3: two agents claim: one has it, the other is told who", async () => {
  const running = await startEngine();
  const { frames, connect } = createRecorder(running.url);
  const [amy, bob] = [await signedIn(connect, running, "Amy"), await signedIn(connect, running, "Bob")];
  const ann = await connect("visitor", "/visitor");
  const { conversation } = await ann.ask<Welcome>("hello", { locale: "en" });
  await ann.ask("send", { id: newId(), content: { type: "choice", text: "Talk to a person", value: "human" } });
  await ann.sees("event", ofType("queued"));
  await ann.sees("event", byBot);
  const conversationId = conversation.id;
  await amy.ask("claim", { conversationId, id: newId() });
  await bob.ask("claim", { conversationId, id: newId() });
  await ann.sees("event", ofType("claimed"));
  await amy.ask("open", { conversationId });
  await amy.ask("send", { conversationId, ...said("Good morning") });
  const byAgent = (event: { author?: { kind: string } }) => event.author?.kind === "agent";
  for (const one of [ann, amy]) await one.sees("event", byAgent);
  await expect(written(frames.filter(isOfAHandOver))).toMatchFileSnapshot(file("hand-over"));
});

test("D1: an engine that is told to stop sends its clients away", async () => {
  const running = await startEngine();
  const { frames, connect } = createRecorder(running.url);
  const ann = await connect("visitor", "/visitor");
  await ann.ask("hello", { locale: "en" });
  const stopped = running.stop();
  await ann.sees("drain");
  ann.leave();
  await stopped;
  await expect(written(frames)).toMatchFileSnapshot(file("restart"));
});

test("R3: an end, a rating, and a request that comes again", async () => {
  const { url } = await startEngine();
  const { frames, connect } = createRecorder(url);
  const ann = await connect("visitor", "/visitor");
  await ann.ask("hello", { locale: "en" });
  await ann.ask("send", said(QUESTION));
  await ann.sees("event", byBot);
  await ann.ask("rate", { id: newId(), score: 5 });
  const end = { id: newId() };
  await ann.ask("end", end);
  const rating = { id: newId(), score: 5, comment: "Quick" };
  await ann.ask("rate", rating);
  await ann.ask("rate", rating);
  await ann.sees("event", ofType("rated"));
  await expect(written(frames)).toMatchFileSnapshot(file("rating"));
});

async function signedIn(
  connect: (who: string, namespace: "/agent", options: { cookie: string }) => Promise<Client>,
  running: Parameters<typeof member>[0],
  name: string,
) {
  const client = await connect(name, "/agent", { cookie: (await member(running, name)).jar.cookie });
  await client.ask("hello", {});
  return client;
}

/** Of what consoles hear of each other, lists and presence come when they come. */
const isOfAHandOver = ({ kind, event }: Frame) => kind !== "push" || event === "event";

/** Pushes may come before or after an answer (SPEC M6): each request's answer stands behind it, what was pushed meanwhile after that. */
function written(frames: readonly Frame[]): string {
  const asked = frames.filter(({ kind }) => kind !== "push");
  // Two connections are two: what comes over one is in order, and nothing says which of them is first.
  const events = frames.filter(({ kind, event }) => kind === "push" && event === "event");
  const pushed = [...new Set(events.map(({ who }) => who))].flatMap((one) => events.filter(({ who }) => who === one));
  const others = [
    ...new Map(
      frames
        .filter(({ kind, event }) => kind === "push" && event !== "event" && event !== "queue")
        .map((frame) => [frame.event, frame]),
    ).values(),
  ];
  const lines = [...asked.map(line), "", "Pushed meanwhile:", "", ...new Set(pushed.map(line)), ...others.map(line)];
  return `${plain(lines.join("\n"))}\n`;
}

const ARROWS = {
  connect: "→ connect",
  request: "→",
  answer: "←",
  push: "←",
  refused: "← refused",
  disconnect: "→ disconnect",
};

function line({ who, kind, event, body }: Frame): string {
  const words = [
    `${who} ${ARROWS[kind]}`,
    ...(kind === "disconnect" ? [] : [event]),
    ...(body === undefined ? [] : [JSON.stringify(withoutMood(body))]),
  ];
  return words.join(" ");
}

const OF_MODEL = new Set(["insight", "handover", "preview", "browser", "choices", "source"]);

/** What depends on the model and the knowledge, and not on the protocol. */
function withoutMood(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (OF_MODEL.has(key)) return undefined;
    if (key === "choices" || key === "source") return undefined;
    const message = value as { author?: { kind?: string }; content?: object } | null;
    if (message?.author?.kind === "bot" && message.content)
      return { ...message, content: { type: "text", text: "(the bot's answer)" } };
    return value;
  });
}

/** Ids, tokens and times as they come, numbered. */
function plain(text: string): string {
  const known = new Map<string, string>();
  const numbered = (kind: string) => (found: string) => {
    const count = [...known.values()].filter((name) => name.startsWith(`<${kind} `)).length;
    if (!known.has(found)) known.set(found, `<${kind} ${count + 1}>`);
    return known.get(found) ?? found;
  };
  return text
    .replace(/pv_[\w-]+/g, numbered("token"))
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, numbered("id"))
    .replace(/\b\w{2}_[\w-]{16,}/g, numbered("id"))
    .replace(/\b1[5-9]\d{11}\b/g, "<time>")
    .replace(/"in":[\d.]+/g, '"in":<milliseconds>')
    .replace(/127\.0\.0\.1:\d+/g, "<engine>");
}
