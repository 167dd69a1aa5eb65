import { newId, type SearchPage } from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket } from "../support/agent.ts";
import { type Many, startMany } from "./many.ts";

let many: Many;

beforeAll(async () => {
  many = await startMany(["shop", "de"]);
});
afterAll(() => many.stop());

test("[Y5] search finds what was said in the inboxes that one sees, notes too, and of others nothing; visitors cannot search", async () => {
  const [zoe, yan] = [await many.member("Zoe", ["shop"]), await many.member("Yan")];
  const agent = await agentSocket(many.url, yan);
  const [shop, de] = [await many.waiting("shop"), await many.waiting("de")];
  for (const [{ conversationId }, where] of [
    [shop, "shop"],
    [de, "de"],
  ] as const) {
    await agent.claim(conversationId);
    const content = { type: "text", text: `the zebra of ${where} 斑马` };
    await agent.ask("send", { conversationId, id: newId(), content });
    await agent.ask("note", { conversationId, id: newId(), text: `a zebra note of ${where}` });
  }
  const found = async (who: typeof zoe, query: string) =>
    (await who.call<SearchPage>("GET", `/search?q=${encodeURIComponent(query)}`)).hits
      .map(({ text }) => text)
      .toSorted();
  await expect.poll(() => found(yan, "zebra")).toHaveLength(4);
  expect(await found(zoe, "zebra")).toEqual(["a zebra note of shop", "the zebra of shop 斑马"]);
  expect(await found(zoe, "斑马")).toEqual(["the zebra of shop 斑马"]);
  await expect(zoe.call("GET", "/search?q=zebra&inbox=de")).rejects.toMatchObject({ status: 403 });
  await expect(zoe.call("GET", "/search?q=z")).rejects.toMatchObject({ status: 400 });
  await expect(zoe.call("GET", "/search")).rejects.toMatchObject({ status: 400 });
  expect((await fetch(`${many.url}/api/search?q=zebra`)).status).toBe(401);
  const page = await yan.call<SearchPage>("GET", "/search?q=zebra&inbox=shop");
  expect(page.visitors.map((one) => one.id)).toEqual([page.hits[0]?.visitorId]);
});
