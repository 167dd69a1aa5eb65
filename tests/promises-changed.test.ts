import type { Inbox, SavedSettings } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

test("[A6] a policy that changes reaches open consoles, whatever happens in the conversation", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy", "admin");
  const ann = await visitor(running.url);
  await ann.send("I want to talk to a person");
  const { id } = ann.welcome.conversation;
  await amy.lists(id, "queued");
  const promised = () => amy.items.get(id)?.promises?.map(({ of }) => of);
  expect(promised()).toBeUndefined();
  const { sla } = await amy.api.call<SavedSettings>("GET", "/settings");
  const policy = {
    id: "usual",
    name: "Usual",
    when: {},
    minutes: { firstReply: 30 },
    counts: "always",
    near: {},
    missed: {},
  };
  await amy.api.call("PUT", "/settings/sla", { version: sla.version, value: { policies: [policy] } });
  await expect.poll(promised).toEqual(["firstReply"]);
  amy.socket.disconnect();
});

test("[A6] hours of an inbox that change reach open consoles, where promises count in them", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy", "admin");
  const { dialog } = running.engine.services;
  const usual = { id: "usual", name: "Usual", when: {}, near: {}, missed: {} };
  const policy = { ...usual, minutes: { firstReply: 30 }, counts: "inbox" as const };
  // Not over HTTP, after which consoles would hear of it once more.
  await dialog.changeSettings({ name: "sla", version: 0, value: { policies: [policy] }, by: "amy" });
  const ann = await visitor(running.url);
  await ann.send("I want to talk to a person");
  const { id } = ann.welcome.conversation;
  await amy.lists(id, "queued");
  const due = () => amy.items.get(id)?.promises?.find(({ of }) => of === "firstReply")?.at;
  await expect.poll(due).toBeGreaterThan(0);
  const before = due();
  // Open at no time of this week: what was promised is due later.
  const day = (new Date().getUTCDay() + 4) % 7;
  const week = Array.from({ length: 7 }, (_, at) => (at === day ? [{ from: 600, to: 660 }] : []));
  const [{ version } = { version: 0 }] = (await amy.api.call<{ inboxes: Inbox[] }>("GET", "/inboxes")).inboxes;
  await amy.api.call("PATCH", "/inboxes/web", { version, settings: { hours: { zone: "UTC", week } } });
  await expect.poll(due).toBeGreaterThan(before ?? Infinity);
  amy.socket.disconnect();
});
