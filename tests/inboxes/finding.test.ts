import { type Findings, newId } from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket } from "../support/agent.ts";
import { ask, visitor } from "../support/visitor.ts";
import { type Many, startMany } from "./many.ts";

let many: Many;

beforeAll(async () => {
  many = await startMany(["shop", "de", "firm", "mute"]);
  await many.boss.call("PATCH", "/inboxes/firm", { version: 1, settings: { identity: "enforce" } });
  await many.boss.call("PATCH", "/inboxes/mute", { version: 1, settings: { bot: { answerers: ["intents"] } } });
  const title = { en: "Watering cans", "zh-CN": "浇水壶" };
  const body = { en: "A watering can of zinc does not rust.", "zh-CN": "锌制的浇水壶不会生锈。" };
  for (const [id, inboxes] of [
    ["cans", ["shop", "firm", "mute"]],
    ["secret", ["de"]],
  ] as const) {
    await many.boss.call("PUT", `/knowledge/articles/${id}`, { id, title, body, version: 0, inboxes });
  }
});
afterAll(() => many.stop());

const find = (who: Awaited<ReturnType<typeof visitor>>, words: string, before?: number) =>
  ask<Findings>(who.socket, "find", { words, ...(before !== undefined && { before }) });

test("[Y9] visitors find what was said in their own conversation, and nothing of notes, of agents' accounts or of others", async () => {
  const agent = await agentSocket(many.url, await many.member("Yan"));
  const [ann, ben] = [await visitor(many.url, { inbox: "shop" }), await visitor(many.url, { inbox: "shop" })];
  const { id: conversationId } = ann.welcome.conversation;
  await ben.send("zebra of another");
  await ann.send("my zebra 斑马 0");
  await agent.ask("open", { conversationId });
  await agent.claim(conversationId);
  await agent.ask("note", { conversationId, id: newId(), text: "a zebra note" });
  const lines = Array.from({ length: 23 }, (_, at) => `your zebra, Ann, ${at + 1}`);
  for (const text of lines) {
    await agent.ask("send", { conversationId, id: newId(), content: { type: "text", text } });
  }

  const first = await find(ann, "zebra");
  expect(first.said.map(({ text }) => text)).toHaveLength(20);
  expect(first.said[0]).toMatchObject({
    text: "your zebra, Ann, 23",
    author: { kind: "agent", id: "Yan" },
    marks: [[5, 10]],
  });
  const last = await find(ann, "zebra", first.before);
  const texts = [...first.said, ...last.said].map(({ text }) => text);
  expect(texts).toEqual([...lines.toReversed(), "my zebra 斑马 0"]);
  expect([last.before, last.articles]).toEqual([undefined, []]);
  expect((await find(ann, "斑马 0")).said.map(({ text }) => text)).toEqual(["my zebra 斑马 0"]);
  expect((await find(ann, "note")).said).toEqual([]);
  expect((await find(ben, "zebra")).said.map(({ text }) => text)).toEqual(["zebra of another"]);
});

test("[Y9] visitors find articles of their inbox, in the language of their words, and none of another inbox", async () => {
  const ann = await visitor(many.url, { inbox: "shop" });
  const ids = async (words: string) => (await find(ann, words)).articles;
  await expect.poll(() => ids("watering can")).toMatchObject([{ id: "cans", title: "Watering cans" }]);
  await expect
    .poll(() => ids("浇水壶会不会生锈"))
    .toMatchObject([{ id: "cans", text: expect.stringContaining("锌制") as string }]);
  expect(await ids("zebra crossing")).toEqual([]);
  const other = await visitor(many.url);
  expect((await find(other, "watering can")).articles).toEqual([]);
});

test("[Y9] where only who is signed in may write, or the bot does not answer from articles, nobody finds articles", async () => {
  const ann = await visitor(many.url, { inbox: "shop" });
  await expect.poll(async () => (await find(ann, "watering can")).articles).toHaveLength(1);
  for (const inbox of ["firm", "mute"]) {
    const other = await visitor(many.url, { inbox });
    expect(await find(other, "watering can")).toEqual({ said: [], articles: [] });
  }
});

test("[Y9] what is too little, too much or no words to look for is refused, and the connection goes on", async () => {
  const ann = await visitor(many.url, { inbox: "shop" });
  for (const words of ["", "   ", "z", "?!", "z".repeat(201), 7, undefined]) {
    await expect(ask(ann.socket, "find", { words })).rejects.toMatchObject({ data: { code: "invalid" } });
  }
  await expect(ask(ann.socket, "find", { words: "zebra", before: -1 })).rejects.toMatchObject({
    data: { code: "invalid" },
  });
  expect((await find(ann, "zebra")).said).toEqual([]);
});
