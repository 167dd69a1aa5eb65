import { forVisitor, NO_ROUTING, type RoutingSettings, type SlaPolicy } from "@parley/protocol";
import { expect, test } from "vitest";
import { agentSays, ann, bob, useDialog, visitorSays } from "../fixture.ts";

const world = useDialog();
const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const usual: SlaPolicy = {
  id: "usual",
  name: "Usual",
  when: {},
  minutes: { firstReply: 10, nextReply: 20, resolution: 240 },
  counts: "always",
  warnAt: 0.8,
  near: {},
  missed: { tell: true },
};

/** A node whose clock is set, with policies, in which somebody waits. */
async function promised(policies: SlaPolicy[] = [usual], routing: Partial<RoutingSettings> = {}) {
  const clock = { at: NOW };
  const more = {
    visitorOf: async () => ({ profile: { attributes: { plan: "gold" } }, proven: ["attributes.plan"] }),
  };
  const node = () => world.node(undefined, () => clock.at, undefined, more);
  const dialog = node();
  const set = async (all: SlaPolicy[]) => {
    const { sla } = await dialog.settings({});
    await dialog.changeSettings({ name: "sla", version: sla.version, value: { policies: all }, by: "owner" });
  };
  await set(policies);
  const saved = (await dialog.settings({})).routing;
  await dialog.changeSettings({
    name: "routing",
    version: saved.version,
    value: { ...NO_ROUTING, ...routing },
    by: "o",
  });
  const conversationId = (await dialog.open({ visitorId: "v".repeat(22), channel: "web", locale: "en" })).id;
  const apply = (command: Parameters<typeof dialog.apply>[0]["command"], id = `x${Math.random()}`.replace(".", "")) =>
    dialog.apply({ conversationId, id, command });
  await apply(visitorSays("refund"));
  await apply({ do: "queue", reason: "asked" });
  const told = async () =>
    (await dialog.read({ conversationId, after: 0 })).events.flatMap((event) =>
      event.type === "promise" ? [`${event.is} ${event.of}`] : [],
    );
  const after = async (minutes: number) => {
    clock.at += minutes * MINUTE;
    return await dialog.due({});
  };
  return { clock, dialog, node, set, conversationId, apply, told, after };
}

test("[A4] a promise that is nearly due is recorded, and one that is missed, each once on two nodes", async () => {
  const { dialog, node, after, told, clock, conversationId } = await promised();
  await after(7);
  expect(await told()).toEqual([]);
  clock.at += MINUTE;
  await Promise.all([dialog.due({}), node().due({}), dialog.due({})]);
  expect(await told()).toEqual(["near firstReply"]);
  await after(2);
  await node().due({});
  expect(await told()).toEqual(["near firstReply", "missed firstReply"]);
  const { events } = await dialog.read({ conversationId, after: 0 });
  const last = events.at(-1);
  expect(last).toMatchObject({ type: "promise", policy: "Usual", due: NOW + 10 * MINUTE, tell: true });
  expect(last && forVisitor(last)).toMatchObject({ type: "hidden" });
});

test("[A4] who comes back late records what was missed and does not warn of it any more", async () => {
  const { after, told, node } = await promised();
  await node().due({});
  await after(50);
  expect(await told()).toEqual(["missed firstReply"]);
});

test("[A3] an answer ends what was promised, and the next question begins anew", async () => {
  const { apply, after, told, dialog, conversationId } = await promised();
  await apply({ do: "claim", agent: ann });
  await apply(agentSays(ann, "Which order?"));
  await after(60);
  expect(await told()).toEqual([]);
  expect((await dialog.get({ conversationId })).promises).toEqual([{ of: "resolution", left: 240 * MINUTE }]);
  await apply(visitorSays("4711"));
  await after(21);
  expect(await told()).toEqual(["missed nextReply"]);
  await apply(agentSays(ann, "It is on its way."));
  await apply(visitorSays("When?"));
  await after(21);
  expect(await told()).toEqual(["missed nextReply", "missed nextReply"]);
});

test("[A3] handing over goes on with the time that was running", async () => {
  const { apply, after, told } = await promised();
  await apply({ do: "claim", agent: ann });
  await after(5);
  await apply({ do: "transfer", agent: ann, to: bob });
  await after(5);
  expect(await told()).toEqual(["missed firstReply"]);
});

test("[A3] what is put aside is not due, and who writes again begins a new episode with all its time", async () => {
  const { apply, after, told } = await promised();
  await apply({ do: "claim", agent: ann });
  await apply({ do: "snooze", agent: ann });
  await after(60);
  expect(await told()).toEqual([]);
  await apply({ do: "close", author: { kind: "agent", ...ann } });
  await after(300);
  expect(await told()).toEqual([]);
  await apply(visitorSays("again"));
  await apply({ do: "queue", reason: "asked" });
  await after(9);
  expect(await told()).toEqual(["near firstReply"]);
});

test("[A2] what is changed meanwhile holds for who waits already", async () => {
  const { set, after, told } = await promised([]);
  await after(5);
  await set([{ ...usual, minutes: { firstReply: 2 } }]);
  await expect.poll(async () => (await after(0), await told())).toEqual(["missed firstReply"]);
  await set([]);
  expect(await after(500)).toEqual([]);
});

test("[A4] what is missed becomes more urgent and goes to another team, as the policy says", async () => {
  const teams = [{ id: "late", name: "Late", members: [bob.id] }];
  const policy = { ...usual, missed: { priority: 3, team: "late" } };
  const { apply, after, dialog, conversationId, node } = await promised([policy], { teams });
  await apply({ do: "claim", agent: ann });
  await after(10);
  await node().due({});
  const { conversation } = await dialog.get({ conversationId });
  expect(conversation.state).toMatchObject({ status: "queued", team: "late" });
  const { events } = await dialog.read({ conversationId, after: 0 });
  expect(events.slice(-2)).toMatchObject([
    { type: "released", to: "queue", author: { kind: "system" }, team: "late" },
    { type: "promise", is: "missed", priority: 3 },
  ]);
  // Ids say nothing to visitors either.
  const { seq } = conversation;
  expect(events.slice(-2).map((event) => forVisitor(event).id)).toEqual([`event:${seq - 1}`, `event:${seq}`]);
});

test("[A1] the first policy that fits holds: by priority, team, channel, and of VIPs whom the site has proven", async () => {
  const rules = [{ when: { reason: "asked" as const }, priority: 2 }];
  const vip = { attribute: "plan", values: ["gold"] };
  const named = (name: string, when: SlaPolicy["when"], firstReply: number) => ({
    ...usual,
    id: name,
    name,
    when,
    minutes: { firstReply },
  });
  const { dialog, conversationId } = await promised(
    [
      named("phone", { channel: "phone" }, 1),
      named("urgent", { priority: 3 }, 2),
      named("vip", { vip: true }, 3),
      usual,
    ],
    { rules, vip },
  );
  expect((await dialog.get({ conversationId })).promises).toMatchObject([{ of: "firstReply", at: NOW + 3 * MINUTE }]);
});

test("[A1] without policies nothing is promised", async () => {
  const { after, told, dialog, conversationId } = await promised([]);
  await after(1_000);
  expect(await told()).toEqual([]);
  expect((await dialog.get({ conversationId })).promises).toBeUndefined();
});
