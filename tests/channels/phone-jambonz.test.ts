import { expect, test } from "vitest";
import { WORDS } from "../../packages/engine/src/channels/phone/words.ts";
import { agent } from "../support/agent.ts";
import { answersOn, openPhoneHere, type PhoneWorld, somebody } from "./phone-world.ts";

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);
const ASKS = { en: "I want to talk to a person", "zh-CN": "转人工" } as const;

/** Somebody calls by jambonz, and has asked for a person. */
async function asked(language: keyof typeof ASKS, { settings = {}, agents = [] as string[] } = {}) {
  const world: PhoneWorld = await openPhoneHere({
    gateway: "jambonz",
    second: 60,
    settings: { language, ...settings },
  });
  const [vera] = await Promise.all(agents.map((name) => agent(world.running, name)));
  const from = somebody();
  const line = world.calls(from, { patient: true });
  line.says(ASKS[language]);
  await poll(line.answered).toBeGreaterThan(1);
  const conversationId = await world.conversationOf(line, from);
  const { dialog } = world.running.engine.services;
  await poll(async () => (await dialog.get({ conversationId })).conversation.state.status).toBe("queued");
  return { world, from, line, conversationId, vera };
}

test.each(["en", "zh-CN"] as const)("in %s: a message is what was understood, without sound", async (language) => {
  const words = WORDS[language];
  const { world, from, line } = await asked(language);
  await poll(line.words).toContain(words.nobody);
  line.presses("7");
  await poll(line.words).toContain(words.record);
  line.says("order 42");
  await line.over;
  expect(line.words().at(-1)).toBe(words.thanks);
  expect((await world.events(line, from)).map(({ text }) => text)).toContain(`${words.voicemail}: order 42`);
  expect(world.exchange.refused).toEqual([]);
});

test("an agent's telephone rings, and they are told who calls", async () => {
  const settings = { team: "+49301" };
  const { world, from, line, conversationId, vera } = await asked("en", { settings, agents: ["Vera"] });
  world.exchange.telephones.set("+49301", "takes");
  await vera?.claim(conversationId);
  await line.over;
  expect(world.exchange.rung).toEqual([{ number: "+49301", heard: [WORDS.en.forAgent(from)] }]);
  expect(line.words().at(-1)).toBe(WORDS.en.bye);
});

test("what an agent writes is read out where nobody has a telephone", async () => {
  const { line, conversationId, vera } = await asked("zh-CN", { agents: ["Wang"] });
  await vera?.claim(conversationId);
  await vera?.send(conversationId, "您的订单已发货");
  await poll(() => answersOn(line)).toContain("您的订单已发货");
});
