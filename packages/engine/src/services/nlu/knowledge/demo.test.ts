import { expect, test } from "vitest";
import { readEveryday, readStarter } from "./starter.ts";
import { startNlu } from "../small-shop.fixture.ts";

/** The small demo shop, in a store where nothing is trained. */
async function openShop() {
  const { service } = await startNlu();
  const put = await service.restoreDemo({});
  const intent = async (id: string) => (await service.knowledge({})).intents.find((one) => one.id === id);
  return { service, put, intent };
}

test("the demo's knowledge goes in one step; what members changed or made stays, without links that lead nowhere", async () => {
  const { service, put, intent } = await openShop();
  expect(put).toEqual({ there: 5 + 6 + 12, own: 0 });
  const invoice = await intent("invoice");
  if (!invoice) throw new Error("The small shop has no invoices.");
  const mine = { ...invoice, choices: ["refund_status", "talk_to_human"] };
  await service.saveIntent({ intent: mine, by: "Ann" });
  const [reply] = (await service.knowledge({})).cannedReplies;
  if (reply) await service.saveCannedReply({ ...reply, text: { en: "Ours.", "zh-CN": "我们的。" } });

  expect(await service.removeDemo({})).toEqual({ there: 0, own: 2 });
  const left = await service.knowledge({});
  expect(left.intents.map(({ id }) => id)).toEqual(["invoice", "talk_to_human"]);
  const { articleId: _gone, ...rest } = mine;
  expect(left.intents[0]).toMatchObject({ ...rest, choices: ["talk_to_human"], version: expect.any(Number) });
  expect(left.intents[0]).not.toHaveProperty("articleId");
  expect(left.articles).toEqual([]);
  expect(left.cannedReplies).toMatchObject([{ text: { en: "Ours." } }]);

  expect(await service.removeDemo({})).toEqual({ there: 0, own: 2 });
  expect(await service.knowledge({})).toEqual(left);
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
