import type { Inbox, Way } from "@parley/protocol";
import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { startSite } from "./identity/site.ts";

test("[X7] an agent is told where a contact can be answered: where they wrote last first, and nothing of inboxes that the agent does not see", async () => {
  const site = await startSite();
  const { dialog, users } = site.engine.services;
  const inbox = (id: string, more: Partial<Inbox> = {}) =>
    dialog.putInbox({ id, channel: "http", name: `The ${id}`, enabled: true, settings: {}, ...more });
  await inbox("one");
  await inbox("two");

  const people: string[] = [];
  async function writes(inboxId: string): Promise<string> {
    const { id } = await users.reach({ inboxId, externalId: "lin", locale: "en" });
    people.push(id);
    const { id: conversationId } = await dialog.open({ visitorId: id, channel: "http", inboxId, locale: "en" });
    const content = { type: "text", text: "hello" } as const;
    await dialog.apply({ conversationId, id: newId(), command: { do: "say", author: { kind: "visitor" }, content } });
    return conversationId;
  }
  const [two, one] = [await writes("two"), await writes("one")];
  await users.mergeContacts({ into: people[0] ?? "", from: people[1] ?? "", how: "proof" });

  await inbox("two", { enabled: false });

  const vera = await agent(site, "Vera");
  const ways = async (conversationId: string, by = vera) =>
    (await by.ask<{ ways: Way[] }>("ways", { conversationId })).ways;
  const found = await ways(two);
  expect(found.map(({ conversationId }) => conversationId)).toEqual([one, two]);
  expect(found[0]).toMatchObject({ inboxId: "one", name: "The one", channel: "http", status: "bot" });
  expect(found[0]).not.toHaveProperty("off");
  expect(found[1]).toMatchObject({ inboxId: "two", off: true });
  expect(found[0]?.wrote).toBeGreaterThanOrEqual(found[1]?.wrote ?? Number.POSITIVE_INFINITY);

  const [member] = (await site.boss.call<{ id: string; name: string }[]>("GET", "/team")).filter(
    ({ name }) => name === "Vera",
  );
  await site.boss.call("PATCH", `/team/${member?.id}`, { inboxes: ["one"] });
  const seeing = await agent(site, "Vera");
  expect((await ways(one, seeing)).map(({ inboxId }) => inboxId)).toEqual(["one"]);
  await expect(ways(two, seeing)).rejects.toThrow("forbidden");
});
