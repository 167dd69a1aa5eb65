import type { Knowledge } from "@parley/protocol";
import { expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

test("the demo shop's knowledge goes in one step and comes back in one; both leave a trail", async () => {
  const { ownerBrowser, trail } = await openAdmin();
  const owner = await ownerBrowser();
  const put = await owner.ask("POST /knowledge/demo");
  expect(put.body).toMatchObject({ own: 0 });
  expect((await owner.ask("GET /knowledge/demo")).body).toEqual(put.body);
  await owner.ask("PUT /knowledge/intents/refund", {
    id: "refund",
    title: { en: "Refunds", "zh-CN": "退款" },
    examples: ["where is my refund"],
    answer: { en: "Within 5 days.", "zh-CN": "5 天内到账。" },
    version: 0,
  });
  expect((await owner.ask("DELETE /knowledge/demo")).body).toEqual({ there: 0, own: 1 });
  const { intents, articles, cannedReplies } = (await owner.ask("GET /knowledge")).body as Knowledge;
  expect(intents.map(({ id }) => id).sort()).toEqual([
    "bot_identity",
    "goodbye",
    "greeting",
    "refund",
    "talk_to_human",
    "thanks",
  ]);
  expect(JSON.stringify(intents)).not.toMatch(/Demo Shop|示例商店/);
  expect([articles, cannedReplies]).toEqual([[], []]);
  expect((await owner.ask("POST /knowledge/demo")).body).toEqual({ ...(put.body as object), own: 1 });
  expect((await trail()).filter((entry) => entry.endsWith("Demo")).sort()).toEqual([
    "removeDemo",
    "restoreDemo",
    "restoreDemo",
  ]);
});
