import { type ConversationEvent, newId, NO_ROUTING, type RoutingSettings } from "@parley/protocol";
import { expect, test } from "vitest";
import { agentSays, ann, bob, neighbour, useDialog, visitorSays } from "../fixture.ts";
import type { Command, Dialog } from "../contract.ts";

const world = useDialog();
const MINUTE = 60_000;
const here = [ann, bob].map((one) => ({ ...one, takes: true }));

/** A node whose clock is set, with a policy. */
async function routed(given: Partial<RoutingSettings>) {
  const clock = { at: Date.now() };
  const dialog = world.node(neighbour(), () => clock.at);
  const { routing } = await dialog.settings({});
  const value = { ...NO_ROUTING, ageingMinutes: 0, ...given };
  await dialog.changeSettings({ name: "routing", version: routing.version, value, by: "owner" });
  const route = (agents = here) => dialog.route({ agents, vips: [] });
  return { dialog, route, clock };
}

const does = (dialog: Dialog, conversationId: string, command: Command) =>
  dialog.apply({ conversationId, id: newId(), command });

async function waits(dialog: Dialog): Promise<string> {
  const { id } = await dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
  await does(dialog, id, visitorSays("refund"));
  await does(dialog, id, { do: "queue", reason: "negative" });
  return id;
}
const last = async (conversationId: string) => (await world.logOf(conversationId)).at(-1) as ConversationEvent;

test("[H15] who puts a conversation back into the queue is not given it again at once", async () => {
  const { dialog, route, clock } = await routed({ mode: "assign" });
  const conversationId = await waits(dialog);
  await does(dialog, conversationId, { do: "claim", agent: ann });
  await does(dialog, conversationId, { do: "release", agent: ann, to: "queue" });
  const annOnly = [{ ...ann, takes: true }];
  expect(await route(annOnly)).toEqual([]);
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "claimed", agent: bob });
  await does(dialog, conversationId, { do: "release", agent: bob, to: "queue" });
  clock.at += 6 * MINUTE;
  await route(annOnly);
  expect(await last(conversationId)).toMatchObject({ type: "claimed", agent: ann });
});

test("[H18] who waits and is handed to another team keeps their place, and what is known of them", async () => {
  const { dialog, clock } = await routed({});
  const first = await waits(dialog);
  const before = (await dialog.get({ conversationId: first })).conversation.state;
  clock.at += MINUTE;
  const second = await waits(dialog);
  clock.at += MINUTE;
  await does(dialog, first, { do: "release", agent: bob, to: "queue", team: "tax", force: true });
  const { state } = (await dialog.get({ conversationId: first })).conversation;
  expect(state).toMatchObject({ status: "queued", reason: "negative", team: "tax" });
  expect(state).toHaveProperty("handover", (before as { handover?: unknown }).handover);
  const listed = await dialog.list({ status: ["queued"], by: "waiting", limit: 10 });
  expect(listed.map(({ conversation }) => conversation.id)).toEqual([first, second]);
});

test("[H17] who is handed a conversation has as long to answer as who had it before", async () => {
  const { dialog, clock } = await routed({ takeBackMinutes: 3 });
  const conversationId = await waits(dialog);
  await does(dialog, conversationId, { do: "claim", agent: ann });
  clock.at += 2 * MINUTE;
  await does(dialog, conversationId, { do: "transfer", agent: ann, to: bob });
  clock.at += 2 * MINUTE;
  expect(await dialog.overdueRouting({})).toEqual([]);
  clock.at += 2 * MINUTE;
  await dialog.overdueRouting({});
  expect(await last(conversationId)).toMatchObject({ type: "released", to: "queue", author: { kind: "system" } });
});

test("[H17] [W3] what is put aside is not taken back, nor at once when its time has come", async () => {
  const { dialog, clock } = await routed({ takeBackMinutes: 3 });
  const conversationId = await waits(dialog);
  await does(dialog, conversationId, { do: "claim", agent: ann });
  await does(dialog, conversationId, { do: "snooze", agent: ann, until: clock.at + 60 * MINUTE });
  clock.at += 59 * MINUTE;
  expect(await dialog.overdueRouting({})).toEqual([]);
  clock.at += 2 * MINUTE;
  await dialog.due({});
  expect(await last(conversationId)).toMatchObject({ type: "woken" });
  expect(await dialog.overdueRouting({})).toEqual([]);
  clock.at += 4 * MINUTE;
  await dialog.overdueRouting({});
  expect(await last(conversationId)).toMatchObject({ type: "released", to: "queue" });
});

test("[W5] [H16] a message that is due goes out though somebody else is asked to take the conversation", async () => {
  const { dialog, route, clock } = await routed({ mode: "offer" });
  const conversationId = await waits(dialog);
  await does(dialog, conversationId, { do: "claim", agent: ann });
  await does(dialog, conversationId, agentSays(ann, "I will come back to you."));
  const plan = { conversationId, id: newId(), kind: "message" as const, text: "It is done.", at: clock.at, version: 0 };
  await dialog.plan({ ...plan, agent: ann });
  await does(dialog, conversationId, { do: "release", agent: ann, to: "queue" });
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "offered", agent: bob });
  await dialog.due({});
  expect(await last(conversationId)).toMatchObject({ type: "message", content: { text: "It is done." } });
});

test("[H9] [H16] nobody who is disabled, or sees the inbox no more, is asked any longer", async () => {
  const { dialog, route } = await routed({ mode: "offer", offerSeconds: 600 });
  const conversationId = await waits(dialog);
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "offered", agent: ann });
  await dialog.giveBack({ agentIds: ["ann"] });
  expect(await last(conversationId)).toMatchObject({ type: "declined", agent: ann, because: "late" });
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "offered", agent: bob });
  await dialog.giveBack({ agentIds: [], keep: { bob: [] } });
  expect(await last(conversationId)).toMatchObject({ type: "declined", agent: bob });
  expect(await dialog.giveBack({ agentIds: ["ann"], keep: { bob: [] } })).toEqual([]);
});

test("[H16] what a version before left in the list keeps nobody from being asked", async () => {
  const { dialog, route } = await routed({ mode: "offer" });
  const over = await waits(dialog);
  await does(dialog, over, { do: "claim", agent: bob });
  await dialog.list({ limit: 10 });
  const stale = { offeredTo: "ann", offeredUntil: 1 };
  await world.store.collection("conversations").update({ _id: over }, { $set: stale });
  const conversationId = await waits(dialog);
  await route([{ ...ann, takes: true }]);
  expect(await last(conversationId)).toMatchObject({ type: "offered", agent: ann });
});
