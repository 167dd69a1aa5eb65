import type { TrainingStatus } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { createNlu } from "./nlu.ts";
import { inFile, SMALL_INTENTS, smallKnowledge, smallStarter, startNlu, temporaryStore } from "./small-shop.fixture.ts";
import { writeYaml } from "./knowledge/exchange/write.ts";

test(
  "the first start plants the starter knowledge, trains, publishes, and answers; the second only loads",
  { timeout: 600_000 },
  async () => {
    const steps: TrainingStatus[] = [];
    const starter = await smallStarter();
    const first = await startNlu({ starter, onTraining: (status) => steps.push(status) });
    await first.ready();

    const running = steps.filter((step) => step.status === "running");
    expect(running.length).toBeGreaterThan(3);
    expect(running.map(({ done }) => done)).toEqual(running.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(running.at(-1)).toMatchObject({ phase: "checking", done: 1, startedBy: "first start" });
    expect(running.at(-1)?.curve.length).toBeGreaterThan(2);
    // The first version answered until the whole one was there.
    expect(running.at(-1)).toMatchObject({ first: 1 });
    expect(steps.at(-1)).toMatchObject({ status: "done", version: 2 });

    const status = await first.service.status({});
    expect(status).toMatchObject({ intents: SMALL_INTENTS.length, version: 2 });
    expect(status.accuracy).toBeGreaterThan(0.7);
    const understood = await first.service.understand({ text: "Where is my order 20418?" });
    expect(understood).toMatchObject({ inScope: true, language: "en", model: 2 });
    expect(understood.intents[0]?.intent).toBe("order_status");
    expect(understood.entities).toEqual([{ type: "order_id", text: "20418", value: "20418", start: 18 }]);
    const question = { text: "我要怎么样才能取消订单呀", locale: "zh-CN" as const };
    const judged = await first.service.understand(question);
    expect(judged.intents[0]).toMatchObject({ intent: "cancel_order", title: "取消订单" });
    await first.close();

    const again: TrainingStatus[] = [];
    const second = await startNlu({ starter, store: first.store, onTraining: (status) => again.push(status) });
    await second.ready();
    expect(again).toEqual([]);
    expect(await second.service.understand(question)).toEqual(judged);
  },
);

test("before there is a model the nearest example tells what is meant", async () => {
  const { service } = await startNlu();
  await service.importKnowledge({ ...inFile("yaml", writeYaml(await smallKnowledge())), by: "Ann" });
  const { intents, inScope, model } = await service.understand({ text: "could you tell me, where is my order?" });
  expect({ intent: intents[0]?.intent, inScope, model }).toEqual({ intent: "order_status", inScope: true, model: 0 });
  expect(await service.understand({ text: "qqq" })).toMatchObject({ intents: [], inScope: false });
  expect(await service.status({})).toMatchObject({ version: 0, intents: SMALL_INTENTS.length });
});

test("two nodes that start at once plant once, train once, and both answer", { timeout: 600_000 }, async () => {
  const store = await temporaryStore();
  const starter = await smallStarter();
  const nodes = [await startNlu({ store, starter }), await startNlu({ store, starter })] as const;
  await Promise.all(nodes.map((node) => node.ready()));
  for (const { service } of nodes) {
    expect((await service.knowledge({})).intents.map(({ version }) => version)).toEqual(SMALL_INTENTS.map(() => 1));
    expect((await service.models({})).map(({ version, status }) => [version, status])).toEqual([[2, "published"]]);
    expect((await service.understand({ text: "where is my parcel now" })).model).toBe(2);
  }
});

test("what a visitor asks is answered with slots, choices and source, in his language or the other one", async () => {
  const { service } = await startNlu();
  const knowledge = await smallKnowledge(1);
  await service.importKnowledge({ ...inFile("yaml", writeYaml(knowledge)), by: "Ann" });
  const { intents } = await service.knowledge({});
  const order = intents.find(({ id }) => id === "order_status");
  if (!order) throw new Error("The starter knowledge has no order_status.");
  const answer = { en: "Parcel {{order_id|on its way}} [x](https://e.com), {{phone}}!", "zh-CN": "" };
  await service.saveIntent({ intent: { ...order, answer, choices: ["invoice"] }, by: "Ann" });

  const entities = [{ type: "order_id", text: "A](1)*", value: "A1", start: 0 }];
  expect(await service.answer({ intent: "order_status", locale: "zh-CN", entities })).toEqual({
    title: "查询订单物流",
    content: {
      type: "text",
      text: "这部分内容目前只有英文：Parcel A  1 [x](https://e.com), !",
      choices: [{ label: "开发票", value: "intent:invoice" }],
      source: { articleId: "track-order", title: expect.any(String) },
    },
  });
  const { content } = await service.answer({ intent: "order_status", locale: "en" });
  expect(content.text).toBe("Parcel on its way [x](https://e.com), !");
  expect(await service.answer({ intent: "talk_to_human", locale: "en" })).toMatchObject({ action: "escalate" });
  await expect(service.answer({ intent: "nothing", locale: "en" })).rejects.toMatchObject({ code: "notFound" });
  expect(await service.titles({ intents: ["invoice", "nothing", "order_status"], locale: "en" })).toEqual([
    { intent: "invoice", title: expect.any(String) },
    { intent: "order_status", title: "Where is my order" },
  ]);
  await service.removeIntent({ id: "invoice" });
  expect((await service.answer({ intent: "order_status", locale: "en" })).content).not.toHaveProperty("choices");
  await service.removeArticle({ id: "track-order" });
  expect((await service.answer({ intent: "order_status", locale: "en" })).content).not.toHaveProperty("source");
  await expect(service.article({ articleId: "track-order", locale: "en" })).rejects.toMatchObject({ code: "notFound" });
});

test("whoever saves what he has not seen is told who was faster", async () => {
  const { service } = await startNlu();
  const made = await service.saveArticle({
    article: { id: "faq", title: { en: "Questions" }, body: { en: "Answers" }, version: 0 },
    by: "Ann",
  });
  expect(made).toMatchObject({ version: 1, updatedBy: "Ann" });
  const next = await service.saveArticle({ article: { ...made, body: { en: "Better" } }, by: "Bo" });
  expect(next.version).toBe(2);
  await expect(service.saveArticle({ article: { ...made, body: { en: "Worse" } }, by: "Ann" })).rejects.toMatchObject({
    code: "conflict",
    message: 'The article "faq" was changed by Bo in the meantime.',
    details: { by: "Bo", version: 2 },
  });
  await expect(service.saveArticle({ article: { ...made, version: 0 }, by: "Ann" })).rejects.toMatchObject({
    code: "conflict",
  });
  await service.removeArticle({ id: "faq" });
  await expect(service.saveArticle({ article: next, by: "Bo" })).rejects.toMatchObject({ code: "notFound" });
  const wrong = { id: "x", title: {}, examples: ["a"], answer: {}, articleId: "faq", version: 0 };
  await expect(service.saveIntent({ intent: wrong, by: "Bo" })).rejects.toMatchObject({ code: "invalid" });
});

test("an import lists what it left out, may be repeated, and replaces where it is told to; other nodes notice", async () => {
  const { service, store } = await startNlu();
  const other = await startNlu({ store });
  const text = writeYaml(await smallKnowledge(3));
  const imported = await service.importKnowledge({ ...inFile("yaml", `${text}\nodd: 1\n`), by: "Ann" });
  expect(imported).toMatchObject({
    intents: { new: SMALL_INTENTS.length },
    problems: [{ code: "section", name: "odd" }],
  });
  await service.importKnowledge({ ...inFile("yaml", text), by: "Ann" });
  const { intents } = await service.knowledge({});
  expect(intents.map(({ version }) => version)).toEqual(SMALL_INTENTS.map(() => 1));
  expect(await service.exportKnowledge({ format: "yaml" })).toEqual({ text });

  await expect.poll(() => other.service.titles({ intents: ["invoice"], locale: "en" })).toHaveLength(1);
  const csv =
    "kind,id,language,title,text,article\nintent,invoice,en,Bills,Here,nowhere\nexample,invoice,,,bill please,\n";
  const looked = await service.importKnowledge({ ...inFile("csv", csv), mode: "replace", dryRun: true, by: "Bo" });
  expect(looked).toMatchObject({ applied: false, intents: { changed: 1 }, problems: [{ code: "noArticle", line: 2 }] });
  expect((await service.knowledge({})).intents.find(({ id }) => id === "invoice")).toMatchObject({ version: 1 });
  const done = { ...inFile("csv", csv), mode: "replace", by: "Bo" } as const;
  await expect(service.importKnowledge({ ...done, expect: "another" })).rejects.toMatchObject({ code: "conflict" });
  const { problems } = await service.importKnowledge({ ...done, expect: looked.digest, locale: "zh-CN" });
  expect(problems).toMatchObject([
    { file: "knowledge.csv", name: "invoice", text: "没有文章“nowhere”，未导入此链接。" },
  ]);
  await expect
    .poll(() => other.service.titles({ intents: ["invoice"], locale: "en" }))
    .toEqual([{ intent: "invoice", title: "Bills" }]);
  const replaced = (await service.knowledge({})).intents.find(({ id }) => id === "invoice");
  expect(replaced).toMatchObject({ examples: ["bill please"], version: 2, updatedBy: "Bo" });
  expect(replaced).not.toHaveProperty("articleId");
});

test(
  "knowledge that was there before the first start is not mixed with the starter's",
  { timeout: 600_000 },
  async () => {
    const starter = await smallStarter();
    const store = await temporaryStore();
    const before = createNlu({ store, starter });
    await before.service.importKnowledge({ ...inFile("csv", "text,intent\nhello,greet\nbye,leave\n"), by: "Ann" });
    await before.close();
    const after = createNlu({ store, starter });
    onTestFinished(() => after.close());
    await after.ready();
    expect((await after.service.knowledge({})).intents.map(({ id }) => id)).toEqual(["greet", "leave"]);
    expect((await after.service.understand({ text: "hello" })).intents[0]).toMatchObject({
      intent: "greet",
      confidence: 1,
    });
  },
);

test.each([
  ["an empty text", ""],
  ["a text of a hundred thousand characters", "order ".repeat(17_000)],
  ["lone surrogates and controls", "\ud800\u0000\u202e where is my order \udfff"],
  ["emoji only", "👩‍👩‍👧‍👦🎉"],
])("%s is understood without harm", async (_, text) => {
  const { service } = await startNlu();
  await service.importKnowledge({ ...inFile("yaml", writeYaml(await smallKnowledge(2))), by: "Ann" });
  expect(await service.understand({ text, locale: "zh-CN" })).toMatchObject({ sentiment: "neutral", model: 0 });
  expect(await service.search({ text, locale: "en" })).toEqual(expect.any(Array));
});
