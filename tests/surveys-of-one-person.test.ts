import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";

const survey = {
  id: "one",
  name: "One",
  enabled: true,
  invitation: { en: "How was it?" },
  questions: [{ id: "good", kind: "score", text: { en: "Good?" } }],
  after: "any",
  coolingDays: 30,
  remindHours: 0,
  version: 0,
};

test("[U2] who is known by two visitors is asked once within the cooling-off", async () => {
  const running = await startEngine();
  const boss = await member(running, "Amy", "admin");
  await boss.call("PUT", "/surveys/one", survey);
  const { dialog, users } = running.engine.services;

  /** A conversation that has ended, and whether a survey was asked in it. */
  async function ended(visitorId: string) {
    const { id: conversationId } = await dialog.open({ visitorId, channel: "web", locale: "en" });
    const apply = (command: Parameters<typeof dialog.apply>[0]["command"]) =>
      dialog.apply({ conversationId, id: newId(), command });
    await apply({ do: "say", author: { kind: "visitor" }, content: { type: "text", text: "hello" } });
    await apply({ do: "close", author: { kind: "system" } });
    return async () => JSON.stringify(await dialog.read({ conversationId, after: 0 })).includes("/s/pq_");
  }

  const visitors = await Promise.all(
    ["first", "second", "other"].map(
      async () => (await users.createVisitor({ locale: "en", inboxId: "web" })).visitor.id,
    ),
  );
  const [first = "", second = "", other = ""] = visitors;
  await users.mergeContacts({ into: first, from: second, how: "proof" });
  const asFirst = await ended(first);
  await expect.poll(asFirst, { timeout: 60_000 }).toBe(true);
  const asSecond = await ended(second);
  // Ends are looked at in their order.
  const asOther = await ended(other);
  await expect.poll(asOther, { timeout: 60_000 }).toBe(true);
  expect(await asSecond()).toBe(false);
});
