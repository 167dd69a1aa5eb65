import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GATEWAYS } from "../../packages/engine/src/channels/phone/account.ts";
import { WORDS } from "../../packages/engine/src/channels/phone/words.ts";
import { answersOn, openPhoneHere, openPhoneWorld, type PhoneWorld, somebody } from "./phone-world.ts";
import { echo, thinker } from "./wechat-world.ts";

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);
const EN = WORDS.en;
const ZH = WORDS["zh-CN"];

describe.each(GATEWAYS)("by %s", (gateway) => {
  test("a call is a conversation: what is said is stored, and the answer heard", async () => {
    const world = await openPhoneHere({ gateway, answerers: [echo], second: 300 });
    const from = somebody();
    const line = world.calls(from, { patient: true });
    await poll(line.words).toEqual([EN.greeting]);
    line.says("Hello there");
    await poll(() => answersOn(line)).toEqual(["You said: Hello there"]);
    line.presses("42");
    await poll(() => answersOn(line)).toEqual(["You said: Hello there", "You said: 42"]);
    await line.hangUp();
    const said = await world.events(line, from);
    expect(said.filter(({ type }) => type === "text").map(({ by, text }) => `${by}: ${text}`)).toEqual([
      "visitor: Hello there",
      "bot: You said: Hello there",
      "visitor: 42",
      "bot: You said: 42",
    ]);
    expect(said.filter(({ type }) => type === "note").map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The call has ended after \d+:\d\d\.$/),
    ]);
    expect(world.exchange.refused).toEqual([]);
  });
});

describe("one number, one bot", () => {
  let world: PhoneWorld;
  beforeAll(async () => void (world = await openPhoneWorld({ answerers: [echo] })));
  afterAll(() => world.close());

  test("what the same person says in another call is another conversation of theirs", async () => {
    const from = somebody();
    const [one, other] = [world.calls(from, { patient: true }), world.calls(from, { patient: true })];
    one.says("one");
    other.says("other");
    await poll(() => answersOn(one)).toEqual(["You said: one"]);
    await poll(() => answersOn(other)).toEqual(["You said: other"]);
    expect(await world.conversationOf(one, from)).not.toBe(await world.conversationOf(other, from));
    const { dialog } = world.running.engine.services;
    const [first, second] = await Promise.all(
      [one, other].map(
        async (line) => (await dialog.get({ conversationId: await world.conversationOf(line, from) })).conversation,
      ),
    );
    expect(first?.visitorId).toBe(second?.visitorId);
  });

  test("who hides their number is somebody new with each call, and has no number in their profile", async () => {
    const line = world.calls("anonymous", { patient: true });
    line.says("hello");
    await poll(() => answersOn(line)).toEqual(["You said: hello"]);
    const { dialog, users } = world.running.engine.services;
    const { conversation } = await dialog.get({ conversationId: await world.conversationOf(line, line.id) });
    const [visitor] = await users.visitors({ ids: [conversation.visitorId] });
    expect(visitor?.profile).toEqual({});
  });

  test("the number of who calls is in their profile, and proves nothing", async () => {
    const from = somebody();
    const line = world.calls(from, { patient: true });
    line.says("hello");
    await poll(() => answersOn(line)).toHaveLength(1);
    const { dialog, users } = world.running.engine.services;
    const { conversation } = await dialog.get({ conversationId: await world.conversationOf(line, from) });
    const [visitor] = await users.visitors({ ids: [conversation.visitorId] });
    expect(visitor?.profile).toEqual({ phone: from });
    expect(visitor).not.toHaveProperty("verified");
  });

  test("who says nothing is asked again, offered a person, and told goodbye; no conversation is made", async () => {
    const from = somebody();
    const line = world.calls(from);
    await line.over;
    expect(line.words()).toEqual([EN.greeting, ...EN.silent]);
    expect(await world.events(line, from)).toEqual([]);
  });

  test("noise is no words: the caller is asked to say it again", async () => {
    const from = somebody();
    const line = world.calls(from, { patient: true });
    line.says("shhhh", 0.1);
    await poll(line.words).toEqual([EN.greeting, EN.unclear]);
    line.says("…");
    await poll(line.words).toContain(EN.silent[1]);
    line.says("now I speak");
    await poll(() => answersOn(line)).toEqual(["You said: now I speak"]);
  });

  test("every webhook comes three times at once: each is answered the same, and stored once", async () => {
    const thrice = await openPhoneHere({ answerers: [echo], times: 3 });
    const from = somebody();
    const line = thrice.calls(from, { patient: true });
    for (const words of ["one", "two", "three"]) {
      line.says(words);
      await poll(() => answersOn(line).at(-1)).toBe(`You said: ${words}`);
    }
    await line.hangUp();
    const { unequal } = thrice.exchange;
    expect(unequal).toEqual([]);
    const said = await thrice.events(line, from);
    expect(said.filter(({ by }) => by === "visitor").map(({ text }) => text)).toEqual(["one", "two", "three"]);
    expect(said.filter(({ type }) => type === "note")).toHaveLength(1);
  });

  test("a webhook that comes late once more changes nothing", async () => {
    const from = somebody();
    const line = world.calls(from, { patient: true });
    for (let count = 0; count < 7; count += 1) {
      line.says(`words ${count}`);
      await poll(() => answersOn(line)).toHaveLength(count + 1);
    }
    for (const index of line.posted.keys()) expect(await line.repeats(index)).toContain("<Response>");
    line.says("the end");
    await poll(() => answersOn(line).at(-1)).toBe("You said: the end");
    expect((await world.events(line, from)).filter(({ by }) => by === "visitor")).toHaveLength(8);
  });

  test.each([
    ["a wrong signature", { "x-twilio-signature": "AAAA" }, "CallSid=CA1&From=%2B4930", 403],
    ["no signature", {}, "CallSid=CA1&From=%2B4930", 403],
  ])("of %s nothing is taken", async (_, headers, body, status) => {
    const answer = await fetch(`${world.address}turn?step=1`, {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe("");
  });

  test.each([
    ["a call without a name", { From: "+4930" }, "?step=0"],
    ["a step that is none", { CallSid: "CA2" }, "?step=x"],
  ])("%s is answered 400", async (_, fields: Record<string, string>, query) => {
    const url = `${world.address}turn${query}`;
    const { body, headers } = world.exchange.signed(url, fields);
    expect((await fetch(url, { method: "POST", body, headers })).status).toBe(400);
  });

  test("there is music for who waits", async () => {
    const answer = await fetch(`${world.address}music.wav`);
    expect(answer.headers.get("content-type")).toMatch(/^audio\/(?:x-)?wav/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 4).toString()).toBe("RIFF");
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
  });
});

test("what was signed for one address is not taken at another", async () => {
  const world = await openPhoneHere({ gateway: "jambonz", answerers: [echo] });
  const [url, other] = [1, 2].map((step) => `${world.address}turn?step=${step}`);
  const { body, headers } = world.exchange.signed(url ?? "", { CallSid: "CA7", From: "+4930", SpeechResult: "hi" });
  const status = async (address = "") => (await fetch(address, { method: "POST", body, headers })).status;
  expect(await status(url)).toBe(200);
  expect(await status(url)).toBe(200);
  expect(await status(other)).toBe(403);
});

describe("a bot that thinks for long", () => {
  test("somebody hears something within three seconds, again and again, and then the answer", async () => {
    const { answerers, waiting, goOn } = thinker();
    const world = await openPhoneHere({ answerers, settings: { deadline: 200 } });
    const from = somebody();
    const line = world.calls(from, { patient: true });
    line.says("What do you think of the moon?");
    // More is said to who waits longer.
    await poll(() => line.words().slice(0, 3)).toEqual([EN.greeting, ...EN.fillers.slice(0, 2)]);
    await poll(() => waiting.length).toBe(1);
    goOn();
    await poll(() => answersOn(line)).toEqual(["I thought about: What do you think of the moon?"]);
    expect((await world.events(line, from)).filter(({ by }) => by === "bot")).toHaveLength(1);
  });

  test("who speaks Chinese is kept company in Chinese", async () => {
    const { answerers, waiting, goOn } = thinker();
    const world = await openPhoneHere({ answerers, settings: { language: "zh-CN" } });
    const line = world.calls(somebody(), { patient: true });
    line.says("我的订单在哪里");
    await poll(() => line.words().slice(0, 3)).toEqual([ZH.greeting, ...ZH.fillers.slice(0, 2)]);
    await poll(() => waiting.length).toBe(1);
    goOn();
    await poll(() => answersOn(line)).toEqual(["I thought about: 我的订单在哪里"]);
    expect(line.heard.every(({ language }) => language === "zh-CN" || language === "")).toBe(true);
  });
});
