import { expect, test } from "vitest";
import type { Answer, Answerer } from "@parley/engine";
import { type Order, orders } from "../examples/own-answerer/answerer.ts";
import { agent } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

/** An answerer that thinks until it is told to go on. */
function thinker() {
  let goOn: (() => void) | undefined;
  const asked: string[] = [];
  const answerer: Answerer = {
    name: "thinker",
    within: 20_000,
    answer: ({ text }) =>
      new Promise<Answer>((resolve) => {
        asked.push(text);
        goOn = () => resolve({ say: `I thought about: ${text}` });
      }),
  };
  return { answerer, asked, goOn: () => goOn?.() };
}

test("[M3, M6] showing never waits for thinking: what is written meanwhile is acknowledged and seen at once", async () => {
  const { answerer, asked, goOn } = thinker();
  const running = await startEngine({ answerers: [answerer, "intents"] });
  const vera = await agent(running, "Vera");
  const ann = await visitor(running.url);
  const { id: conversationId } = ann.welcome.conversation;
  const first = await ann.send("What do you think of the moon?");
  await vera.open(conversationId);
  await expect.poll(() => asked).toEqual(["What do you think of the moon?"]);
  // The answerer has not answered, and will not before it is told to.
  const second = await ann.send("And of the sun, while you are at it?");
  expect(second.seq).toBe(first.seq + 1);
  const seen = (events: { seq: number }[]) =>
    expect.poll(() => events.some(({ seq }) => seq === second.seq)).toBe(true);
  await Promise.all([seen(ann.events), seen(vera.events)]);
  await expect.poll(() => vera.items.get(conversationId)?.conversation.seq).toBe(second.seq);
  expect(asked).toHaveLength(1);
  await vera.ask("note", { conversationId, id: "a-note-of-vera", text: "I read along." });
  await expect.poll(() => vera.events.some(({ type }) => type === "note")).toBe(true);
  goOn();
  await expect.poll(() => asked).toHaveLength(2);
  goOn();
  const answers = () => ann.messages().filter(({ author }) => author.kind === "bot");
  await expect.poll(() => answers().length).toBe(2);
});

test("[B8] somebody else's answerer asks, looks up, and hands over, in the visitor's language", async () => {
  const known = new Map<string, Order>([
    ["20418", { state: "on its way", arrives: "2026-12-01" }],
    ["99999", { state: "lost", arrives: "never" }],
  ]);
  const answerers = ["replies", orders({ find: async (number) => known.get(number) }), "intents"] as const;
  const { url } = await startEngine({ answerers });
  const says = async (locale: "en" | "zh-CN", ...texts: string[]) => {
    const client = await visitor(url, { locale });
    const heard = () => client.messages().filter(({ author }) => author.kind === "bot");
    for (const text of texts) {
      const { seq } = await client.send(text);
      await expect.poll(() => heard().some((event) => event.seq > seq)).toBe(true);
    }
    return { client, texts: () => heard().map(({ content }) => content.text) };
  };
  const ann = await says("en", "Where is the parcel of mine?", "It is number 20418.");
  const there = ["What is the number of your order?", "It is on its way.", "It arrives 2026-12-01."];
  await expect.poll(ann.texts).toEqual(there);
  const mei = await says("zh-CN", "我的包裹 20418 在哪里？");
  await expect.poll(mei.texts).toEqual(["订单正在派送。", "预计 2026-12-01 送达。"]);
  const bob = await says("en", "Where is my parcel 99999?");
  await bob.client.sees("queued");
  expect(bob.texts()[0]).toBe("I am sorry: it seems to be lost.");
});

test("a visitor reads the name of the bot that the inbox gives it", async () => {
  const running = await startEngine();
  const settings = { bot: { name: "Pip" } };
  await running.engine.services.dialog.putInbox({ id: "web", channel: "web", name: "Web", enabled: true, settings });
  const ann = await visitor(running.url);
  await ann.answerTo(await ann.send("Where is my order?"));
  expect(ann.messages().at(-1)).toMatchObject({ author: { kind: "bot", id: "bot", name: "Pip" } });
  expect(ann.messages().at(-1)).not.toHaveProperty("insight");
});
