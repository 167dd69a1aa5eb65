import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { inFile, smallStarter, startNlu } from "../small-shop.fixture.ts";
import { ARTICLES, INTENTS } from "./documents.ts";
import { writeYaml } from "./exchange/write.ts";
import { readEveryday, readStarter } from "./starter.ts";

const TAKEN_IN = { mode: "merge", dryRun: false, locale: "en", by: "Ann" } as const;

/** The small demo shop, in a store where nothing is trained. */
async function openShop() {
  const { service, store } = await startNlu();
  const put = await service.restoreDemo({});
  const intent = async (id: string) => (await service.knowledge({})).intents.find((one) => one.id === id);
  return { service, store, put, intent };
}

test("the demo's knowledge goes in one step; what members changed or made stays, with what it leads to", async () => {
  const { service, put, intent } = await openShop();
  expect(put).toEqual({ there: 5 + 6 + 12, own: 0 });
  const invoice = await intent("invoice");
  if (!invoice) throw new Error("The small shop has no invoices.");
  const mine = { ...invoice, choices: ["refund_status", "talk_to_human"] };
  await service.saveIntent({ intent: mine, by: "Ann" });
  const [greeting, thanks] = (await service.knowledge({})).cannedReplies;
  if (!greeting || !thanks) throw new Error("The small shop has no canned replies.");
  await service.saveCannedReply({ reply: { ...greeting, text: { en: "Ours.", "zh-CN": "我们的。" } }, by: "Ann" });
  await service.saveCannedReply({ reply: { ...thanks, inboxes: ["de"] }, by: "Ann" });

  const own = ["invoice", "refund_status", "their articles: 2", "canned replies: 2"];
  expect(await service.removeDemo({})).toEqual({ there: 0, own: own.length + 2 });
  const left = await service.knowledge({});
  expect(left.intents.map(({ id }) => id)).toEqual(["invoice", "refund_status", "talk_to_human"]);
  expect(left.intents[0]).toMatchObject({ ...mine, version: expect.any(Number) });
  expect(left.articles.map(({ id }) => id)).toEqual(left.intents.flatMap(({ articleId = [] }) => articleId).sort());
  expect(left.cannedReplies).toMatchObject([{ text: { en: "Ours." } }, { text: thanks.text, inboxes: ["de"] }]);

  expect(await service.removeDemo({})).toEqual({ there: 0, own: own.length + 2 });
  expect(await service.knowledge({})).toEqual(left);
  await service.restoreDemo({});
  expect(await intent("invoice")).toEqual(left.intents[0]);
  expect((await service.knowledge({})).cannedReplies).toEqual(expect.arrayContaining(left.cannedReplies));
});

test("what a member brings in a file is theirs, also where it is what the demo has", async () => {
  const { service } = await openShop();
  const came = await service.knowledge({});
  const file = writeYaml({
    intents: came.intents.filter(({ id }) => id === "coupon_use"),
    articles: came.articles.filter(({ id }) => id === "coupons"),
    cannedReplies: came.cannedReplies.slice(0, 1),
  });
  const { intents } = await service.importKnowledge({ ...inFile("yaml", file), ...TAKEN_IN });
  expect(intents).toMatchObject({ unchanged: 1, changed: 0 });
  expect(await service.removeDemo({})).toEqual({ there: 0, own: 3 });
  const left = await service.knowledge({});
  const names = [left.intents.map(({ id }) => id), left.articles.map(({ id }) => id), left.cannedReplies.length];
  expect(names).toEqual([["coupon_use", "talk_to_human"], ["coupons"], 1]);
});

test("a removal that was cut short is done by the next: nothing leads nowhere", async () => {
  const { service, store, intent } = await openShop();
  const edited = await intent("invoice");
  if (!edited) throw new Error("The small shop has no invoices.");
  await service.saveIntent({ intent: { ...edited, choices: ["refund_status", "talk_to_human"] }, by: "Ann" });
  // As if the engine had stopped between the removal of these and the next step.
  await INTENTS.open(store).remove({ _id: "refund_status" });
  await ARTICLES.open(store).remove({ _id: edited.articleId ?? "" });
  await service.removeCannedReply({ shortcut: "none" });
  await service.removeDemo({});
  const left = await intent("invoice");
  expect(left).toMatchObject({ choices: ["talk_to_human"] });
  expect(left).not.toHaveProperty("articleId");
});

test("the demo is read once, however often it is asked how much of it is there", async () => {
  const starter = await smallStarter();
  const { service } = await startNlu({ starter });
  const put = await service.restoreDemo({});
  await rm(starter, { recursive: true });
  expect(await service.demoKnowledge({})).toEqual(put);
});

test("everyday words stay, with an answer that fits any site, and all of it comes back as it came", async () => {
  const { service, put, intent } = await openShop();
  const came = await service.knowledge({});
  await service.removeDemo({});
  const [person] = (await readEveryday()).filter(({ id }) => id === "talk_to_human");
  expect(await intent("talk_to_human")).toMatchObject({ answer: { en: person?.en }, action: "escalate" });
  expect(await service.restoreDemo({})).toEqual(put);
  const versioned = expect.any(Number);
  const again = await service.knowledge({});
  expect(again).toEqual({
    ...came,
    intents: came.intents.map((one) => ({ ...one, version: versioned })),
  });
});

test("everyday words are intents of the starter knowledge, in both languages", async () => {
  const { intents } = await readStarter();
  const ids = new Set(intents.map(({ id }) => id));
  const everyday = await readEveryday();
  expect(everyday.filter(({ id, en, zh }) => !ids.has(id) || !en || !zh)).toEqual([]);
  expect(everyday.flatMap(({ en, zh }) => [en, zh]).join(" ")).not.toMatch(/Parley|shop|店|订单/i);
});
