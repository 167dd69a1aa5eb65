import type { SuggestionDays } from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket } from "../support/agent.ts";
import { newId } from "@parley/protocol";
import { type Many, startMany } from "./many.ts";

let many: Many;

beforeAll(async () => {
  many = await startMany(["shop", "de"]);
});
afterAll(() => many.stop());

test("[G1] who supervises reads how often what was suggested was sent, by day, in the inboxes that they see; there are no words in it", async () => {
  const text = { en: "Watering cans are on aisle nine.", "zh-CN": "浇水壶在九号货架。" };
  await many.boss.call("PUT", "/knowledge/canned-replies/cans", { shortcut: "cans", text, version: 0 });
  const yan = await many.member("Yan");
  const agent = await agentSocket(many.url, yan);
  const { conversationId } = await many.waiting("shop", "where are watering cans");
  await agent.claim(conversationId);
  const suggested = async () =>
    (await agent.ask<{ suggestions: { text: string }[] }>("suggest", { conversationId })).suggestions[0]?.text;
  await expect.poll(suggested).toBe(text.en);
  await agent.ask("send", { conversationId, id: newId(), content: { type: "text", text: text.en } });

  const [zoe, max] = [await many.member("Zoe", ["shop"], "supervisor"), await many.member("Max", ["de"], "supervisor")];
  const range = `from=${Date.now() - 86_400_000}&to=${Date.now() + 86_400_000}`;
  const read = (who: typeof zoe, more = "") => who.call<SuggestionDays>("GET", `/report/suggestions?${range}${more}`);
  await expect.poll(() => read(zoe)).toMatchObject([{ inboxId: "shop", first: 1, other: 0 }]);
  expect(JSON.stringify(await read(zoe))).not.toMatch(/cans|aisle/);
  expect(await read(max)).toEqual([]);
  await expect(read(max, "&inbox=shop")).rejects.toMatchObject({ status: 403 });
  await expect(read(yan)).rejects.toMatchObject({ status: 403 });
  await expect(zoe.call("GET", "/report/suggestions?from=now")).rejects.toMatchObject({ status: 400 });
});
