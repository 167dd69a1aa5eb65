import { type FoundPage, newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, member } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

const SURVEY = {
  id: "one",
  name: "One",
  enabled: true,
  invitation: { en: "How was it?" },
  questions: [{ id: "good", kind: "score", text: { en: "Good?" } }],
  after: "any",
  coolingDays: 0,
  remindHours: 0,
  version: 0,
};
const SECRET = /\/s\/pq_[\w-]{43}/;

test("[U3] a survey's link is for its customer: no agent finds it, live, opened, listed, paged or searched", async () => {
  const running = await startEngine();
  const boss = await member(running, "Amy", "admin");
  await boss.call("PUT", "/surveys/one", SURVEY);
  const ann = await agent(running, "Ann");
  const customer = await visitor(running.url);
  const { id: conversationId } = customer.welcome.conversation;
  await customer.send("a person please");
  await ann.lists(conversationId, "queued");
  await ann.open(conversationId);
  await ann.claim(conversationId);
  await ann.close(conversationId);

  await expect.poll(() => JSON.stringify(customer.events), { timeout: 60_000 }).toMatch(SECRET);
  const asked = customer.events.find((event) => SECRET.test(JSON.stringify(event)));
  await customer.ask("send", {
    id: newId(),
    content: { type: "text", text: "Is this one yours?", quote: { id: asked?.id } },
  });
  const isShown = () => ann.events.some((event) => JSON.stringify(event).includes("Is this one yours?"));
  await expect.poll(isShown).toBe(true);

  const { page } = await ann.open(conversationId);
  const search = () => ann.api.call<FoundPage>("GET", "/search?q=how+was+it");
  await expect.poll(async () => (await search()).hits.length).toBeGreaterThan(0);
  const found = await search();
  expect((await ann.api.call<FoundPage>("GET", "/search?q=pq")).hits).toEqual([]);
  const seen = {
    live: ann.events,
    opened: page,
    history: await ann.ask("history", { conversationId, before: page.head + 1, limit: 50 }),
    again: await ann.ask("sync", { conversationId, after: 0 }),
    listed: [...ann.items.values()],
    found,
  };
  for (const [where, what] of Object.entries(seen)) expect(JSON.stringify(what), where).not.toContain("pq_");
  for (const where of [seen.live, seen.opened, seen.found]) expect(JSON.stringify(where)).toContain("How was it?");
});
