import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { agentSays, ann, bob, neighbour, useDialog } from "../fixture.ts";
import { SITE_INVITATIONS } from "./stored.ts";

const world = useDialog();
const HOUR = 3_600_000;

/** Nodes whose clocks can be turned on. */
function setUp() {
  const clock = { now: Date.now() };
  const node = () => world.node(neighbour(), () => clock.now);
  const dialog = node();
  const to = newId();
  const invite = (agent = ann, id = newId(), on = dialog) =>
    on.inviteOnSite({ id, inboxId: "web", to, agent, text: "Can I help?" }).then(() => id);
  const states = async () => (await dialog.siteInvitations({})).map(({ state }) => state);
  const becomes = (id: string, state: "shown" | "dismissed" | "answered", conversationId?: string) =>
    dialog.siteInvitationIs({ id, inboxId: "web", to, state, ...(conversationId !== undefined && { conversationId }) });
  return { clock, node, dialog, to, invite, states, becomes };
}

test("[O6] one invitation stands at a time, on however many nodes, and what is sent again is the same", async () => {
  const { node, invite, states } = setUp();
  const id = newId();
  const both = await Promise.allSettled([invite(ann, id), invite(bob, newId(), node())]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  if (both[0]?.status === "fulfilled") await invite(ann, id);
  expect(await states()).toEqual(["sent"]);
});

test("[O6] what became of one never goes back, and one that is over makes room", async () => {
  const { invite, states, becomes } = setUp();
  const id = await invite();
  await becomes(id, "shown");
  await becomes(id, "answered");
  await becomes(id, "shown");
  expect(await states()).toEqual(["answered"]);
  await invite(bob);
  expect(await states()).toEqual(["sent"]);
  await becomes(id, "dismissed");
  expect(await states()).toEqual(["sent"]);
});

test("[O6] an invitation is forgotten after half an hour, one that was put away as well", async () => {
  const { clock, dialog, invite, states, becomes } = setUp();
  await becomes(await invite(), "dismissed");
  await expect(invite(bob)).rejects.toMatchObject({ code: "conflict", details: { reason: "quiet" } });
  clock.now += HOUR / 2 + 1;
  expect(await states()).toEqual([]);
  // Also where no page asks for its own any more.
  await dialog.due({});
  expect(await SITE_INVITATIONS.open(world.store).count({})).toBe(0);
  await invite(bob);
  expect(await states()).toEqual(["sent"]);
});

test("[O6] what somebody has sent who is gone, or does not see the inbox any more, is withdrawn, and others may invite", async () => {
  const { dialog, invite, states, becomes } = setUp();
  const id = await invite();
  await becomes(id, "shown");
  await dialog.giveBack({ agentIds: ["bob"] });
  expect(await states()).toEqual(["shown"]);
  await dialog.giveBack({ agentIds: ["ann"] });
  expect(await states()).toEqual([]);
  await invite(bob);
  await dialog.giveBack({ agentIds: [], keep: { bob: ["web"] } });
  expect(await states()).toEqual(["sent"]);
  await dialog.giveBack({ agentIds: [], keep: { bob: [] } });
  expect(await states()).toEqual([]);
});

test("[O7] what began with an invitation takes it along when it is erased", async () => {
  const { clock, dialog, invite, becomes } = setUp();
  const conversationId = await world.begin();
  const apply = (command: Parameters<typeof dialog.apply>[0]["command"]) =>
    dialog.apply({ conversationId, id: newId(), command });
  await apply({ do: "claim", agent: ann });
  await apply(agentSays(ann, "Can I help?"));
  await becomes(await invite(), "answered", conversationId);
  await apply({ do: "close", author: { kind: "agent", ...ann } });
  const stored = SITE_INVITATIONS.open(world.store);
  expect(await stored.count({})).toBe(1);
  clock.now += 3 * HOUR;
  await dialog.erase({ conversationIds: [conversationId] });
  expect(await stored.count({})).toBe(0);
});
