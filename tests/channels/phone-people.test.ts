import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import type { Line } from "../../packages/engine/src/channels/phone/peer.test.kit.ts";
import type { Speech } from "../../packages/engine/src/channels/phone/speech.ts";
import { phone } from "../../packages/engine/src/channels/phone/phone.ts";
import { WORDS } from "../../packages/engine/src/channels/phone/words.ts";
import { newId } from "@parley/protocol";
import { agent } from "../support/agent.ts";
import { answersOn, openPhoneHere, type PhoneOptions, type PhoneWorld, somebody } from "./phone-world.ts";

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);
const ALL = WORDS;
let agents = 0;

/** A line on which somebody has asked for a person. */
async function asked(world: PhoneWorld, from: string, words: string) {
  const line = world.calls(from, { patient: true });
  line.says(words);
  const { dialog } = world.running.engine.services;
  await poll(() => line.answered()).toBeGreaterThan(1);
  const conversationId = await world.conversationOf(line, from);
  const status = async () => (await dialog.get({ conversationId })).conversation.state.status;
  await poll(status).toBe("queued");
  return { line, from, conversationId, status };
}

const notes = async (world: PhoneWorld, line: Line, from: string) =>
  (await world.events(line, from)).filter(({ type }) => type === "note").map(({ text }) => text);

/** Scenes in both languages. */
const SCENES = [
  ["en", "I want to talk to a person", "+4930555"],
  ["zh-CN", "转人工", "+8613800000001"],
] as const;

const english: PhoneOptions = { second: 60 };
const inLanguage = (language: string, settings = {}): PhoneOptions => ({
  second: 60,
  settings: { language, ...settings },
});

test.each(SCENES)(
  "in %s: music and the place in line, and an agent's telephone rings",
  async (language, words, number) => {
    const name = `Vera${(agents += 1)}`;
    const world = await openPhoneHere(inLanguage(language, { numbers: `${name} = ${number}` }));
    const vera = await agent(world.running, name);
    const own = ALL[language];
    const { line, from, conversationId } = await asked(world, somebody(), words);
    await poll(line.words).toContain(own.waits(1));
    await poll(() => line.heard.some(({ do: sound }) => sound === "play")).toBe(true);
    world.exchange.telephones.set(number, "takes");
    await vera.claim(conversationId);
    await line.over;
    expect(line.words().slice(-2)).toEqual([own.connecting(name), own.bye]);
    expect(world.exchange.rung).toEqual([{ number, heard: [own.forAgent(from)] }]);
    expect(await notes(world, line, from)).toEqual([own.took(name, 65), expect.any(String)]);
  },
);

test.each([
  ["nobody takes it", "busy"],
  ["a machine takes it", "machine"],
  ["a machine takes it, and the gateway says that it was taken", "machine, taken"],
] as const)("where %s the caller is told so, and what the agent writes is read out", async (_, does) => {
  const world = await openPhoneHere({ ...english, settings: { team: "+49301" } });
  const name = `Vera${(agents += 1)}`;
  const vera = await agent(world.running, name);
  const { line, from, conversationId } = await asked(world, somebody(), "I want to talk to a person");
  world.exchange.telephones.set("+49301", does);
  await vera.claim(conversationId);
  await poll(line.words).toContain(WORDS.en.notThere(name));
  await vera.send(conversationId, "I read your **order** now");
  await poll(() => answersOn(line)).toContain("I read your order now");
  expect(world.exchange.rung).toHaveLength(1);
  expect(await notes(world, line, from)).toContain(WORDS.en.missed(name));
  line.says("Thank you so much");
  await poll(async () => (await world.events(line, from)).map(({ text }) => text)).toContain("Thank you so much");
});

test("what an agent writes is delivered once it was spoken, and failed where the caller has hung up", async () => {
  const world = await openPhoneHere(english);
  const vera = await agent(world.running, `Vera${(agents += 1)}`);
  const { line, conversationId } = await asked(world, somebody(), "I want to talk to a person");
  await vera.claim(conversationId);
  await vera.send(conversationId, "Hello");
  const { dialog } = world.running.engine.services;
  const states = async () => (await dialog.deliveries({ conversationId })).map(({ state }) => state);
  await poll(states).toEqual(["delivered", "delivered"]);
  await line.hangUp();
  await vera.send(conversationId, "Are you still there?");
  await poll(states).toEqual(["delivered", "delivered", "failed"]);
  const [, , last] = await dialog.deliveries({ conversationId });
  expect(last?.reason).toBe("The call is over. Call them back.");
});

test("who hangs up while waiting is noted so, with their number", async () => {
  const world = await openPhoneHere(english);
  const { line, from } = await asked(world, somebody(), "I want to talk to a person");
  await line.hangUp();
  expect(await notes(world, line, from)).toEqual([expect.stringContaining(`They called from ${from}.`)]);
});

/** Keeps a recording, for those who say who they are. */
async function recordings(bytes: Buffer) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    // It is not there at once.
    response
      .writeHead(asked.length === 1 ? 404 : 200, { "content-type": "audio/wav" })
      .end(asked.length === 1 ? "" : bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function sound(world: PhoneWorld): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${world.address}music.wav`)).arrayBuffer());
}

test.each(SCENES)(
  "in %s: where nobody is there, a message is recorded after its notice, and kept with what was said",
  async (language, words) => {
    const world = await openPhoneHere(inLanguage(language));
    const bytes = await sound(world);
    const { url } = await recordings(bytes);
    const own = ALL[language];
    const { line, from, conversationId } = await asked(world, somebody(), words);
    await poll(line.words).toContain(own.nobody);
    line.leaves(`${url}/RE1`, "Please call me about order 42");
    line.presses("7");
    await line.over;
    const heard = line.heard.map(({ do: sound, text }) => text || sound);
    expect(heard.slice(-3)).toEqual([own.record, "record", own.thanks]);
    await poll(async () => (await world.events(line, from)).map(({ text }) => text)).toEqual(
      expect.arrayContaining([`${own.voicemail}: Please call me about order 42`, `${own.voicemail}.wav`]),
    );
    const { dialog, blobs } = world.running.engine.services;
    const { events } = await dialog.read({ conversationId, after: 0 });
    const [file] = events.flatMap((event) =>
      event.type === "message" && event.content.type === "file" ? [event.content.file] : [],
    );
    const stored = await blobs.read(`${conversationId}/${file?.id ?? ""}/original`);
    expect(stored && (await buffer(stored.stream))).toEqual(bytes);
  },
);

test("our password at the gateway is shown to its API, and to nobody else", async () => {
  const theirs = await recordings(Buffer.alloc(0));
  const others = await recordings(Buffer.alloc(0));
  const world = await openPhoneHere({ ...english, settings: { api: theirs.url, accountSid: "AC1" } });
  for (const { url } of [theirs, others]) {
    const { line } = await asked(world, somebody(), "I want to talk to a person");
    await poll(line.words).toContain(WORDS.en.nobody);
    line.leaves(`${url}/RE1`);
    line.presses("7");
    await line.over;
  }
  await poll(() => theirs.asked.length * others.asked.length).toBeGreaterThan(0);
  expect(theirs.asked).toContain(`Basic ${Buffer.from("AC1:token 1").toString("base64")}`);
  expect(others.asked.filter(Boolean)).toEqual([]);
});

test.each(SCENES)("in %s: who asks to be called back is noted with their number", async (language, words) => {
  const world = await openPhoneHere(inLanguage(language));
  const own = ALL[language];
  const { line, from, status } = await asked(world, somebody(), words);
  await poll(line.words).toContain(own.nobody);
  line.presses("8");
  await line.over;
  expect(line.words().at(-1)).toBe(own.calledBack);
  expect((await world.events(line, from)).map(({ text }) => text)).toContain(own.callBack(from));
  expect(await status()).toBe("queued");
});

test("outside of the inbox's hours nobody is there, whoever left a console open", async () => {
  const hours = { zone: "UTC", week: Array.from({ length: 7 }, () => []) };
  const world = await openPhoneHere({ ...english, settings: { hours } });
  await agent(world.running, `Vera${(agents += 1)}`);
  const { line } = await asked(world, somebody(), "I want to talk to a person");
  await poll(line.words).toContain(WORDS.en.nobody);
  expect(line.words()).not.toContain(WORDS.en.waits(1));
});

test("a caller whom an agent has said goodbye to may ask for something else", async () => {
  const world = await openPhoneHere(english);
  const vera = await agent(world.running, `Vera${(agents += 1)}`);
  const { line, conversationId } = await asked(world, somebody(), "I want to talk to a person");
  await vera.claim(conversationId);
  await poll(() => line.words().join(" ")).toContain("answers in writing");
  await vera.ask("close", { conversationId, id: newId() });
  await poll(line.words).toContain(WORDS.en.more);
});

test("who hides their number and asks to be called back leaves it in a message", async () => {
  const world = await openPhoneHere(english);
  const line = world.calls("anonymous", { patient: true });
  line.says("I want to talk to a person");
  await poll(line.words).toContain(WORDS.en.nobody);
  line.leaves(`${world.address}music.wav`);
  line.presses("8");
  await line.over;
  expect(line.words().slice(-3)).toEqual([WORDS.en.noNumber, WORDS.en.record, WORDS.en.thanks]);
});

test("calls are recorded only where that is set, and the caller is told before anything else", async () => {
  const world = await openPhoneHere({ ...english, settings: { recording: "on", team: "+49301" } });
  const name = `Vera${(agents += 1)}`;
  const vera = await agent(world.running, name);
  const { line, from, conversationId } = await asked(world, somebody(), "I want to talk to a person");
  expect(line.words()[0]).toBe(WORDS.en.recorded);
  world.exchange.telephones.set("+49301", "takes");
  const { url } = await recordings(await sound(world));
  line.leaves(`${url}/RE9`);
  await vera.claim(conversationId);
  await line.over;
  await poll(async () => (await world.events(line, from)).map(({ text }) => text)).toContain(
    "Recording of the call.wav",
  );
});

test("a message is written down by the speech port where the gateway does not", async () => {
  const heard: number[] = [];
  const speech: Speech = {
    hear: ({ audio }) => {
      heard.push(audio.length);
      return Promise.resolve("please ring me");
    },
  };
  const world = await openPhoneHere({ ...english, instead: phone({ speech }) });
  const bytes = await sound(world);
  const { line, from } = await asked(world, somebody(), "I want to talk to a person");
  await poll(line.words).toContain(WORDS.en.nobody);
  line.leaves(`${world.address}music.wav`);
  line.presses("7");
  await poll(async () => (await world.events(line, from)).map(({ text }) => text)).toContain(
    "Voicemail: please ring me",
  );
  expect(heard).toEqual([bytes.length]);
});
