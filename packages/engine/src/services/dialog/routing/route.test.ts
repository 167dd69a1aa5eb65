import { type ConversationEvent, forVisitor, NO_ROUTING, type RoutingSettings } from "@parley/protocol";
import { expect, test } from "vitest";
import { agentSays, ann, bob, useDialog, visitorSays } from "../fixture.ts";

const world = useDialog();
const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const here = [ann, bob].map((one) => ({ ...one, takes: true }));

/** A node whose clock is set, with a policy. */
async function routed(given: Partial<RoutingSettings>, clock = { at: NOW }) {
  const dialog = world.node(undefined, () => clock.at);
  const { routing } = await dialog.settings({});
  const value = { ...NO_ROUTING, ageingMinutes: 0, ...given };
  await dialog.changeSettings({ name: "routing", version: routing.version, value, by: "owner" });
  const route = (agents = here, vips: string[] = []) => dialog.route({ agents, vips });
  return { dialog, route, clock };
}

async function waits(reason: "asked" | "negative" = "asked"): Promise<string> {
  const conversationId = await world.begin();
  await world.apply(conversationId, visitorSays("refund"));
  await world.apply(conversationId, { do: "queue", reason });
  return conversationId;
}
const last = async (conversationId: string) => (await world.logOf(conversationId)).at(-1) as ConversationEvent;

test("nothing is given out unless it is switched on", async () => {
  await waits();
  const { route, dialog } = await routed({});
  expect(await dialog.routable({})).toEqual({ wanted: false });
  expect(await route()).toEqual([]);
});

test("[H15] who waits is given to an agent, and the log says why", async () => {
  const conversationId = await waits();
  const { route } = await routed({ mode: "assign", agents: { ann: { capacity: 1 }, bob: { capacity: 1 } } });
  await route([
    { ...ann, takes: false },
    { ...bob, takes: true },
  ]);
  expect(await last(conversationId)).toMatchObject({
    type: "claimed",
    agent: bob,
    why: { next: "oldest", because: "alone", among: 1, others: { away: 1 } },
  });
});

test("[H16] who waits is offered to one agent, and when they do not take it to the next", async () => {
  const conversationId = await waits();
  const { route, dialog, clock } = await routed({ mode: "offer", offerSeconds: 20 });
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "offered", agent: ann, until: NOW + 20_000 });
  await expect(world.apply(conversationId, { do: "claim", agent: bob })).rejects.toMatchObject({
    code: "conflict",
    details: { agent: ann },
  });
  expect(await route()).toEqual([]);
  clock.at += 20_000;
  await dialog.overdueRouting({});
  expect(await last(conversationId)).toMatchObject({ type: "declined", agent: ann, because: "late" });
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "offered", agent: bob });
  await world.apply(conversationId, { do: "decline", agent: bob });
  expect(await route()).toEqual([]);
  clock.at += 6 * MINUTE;
  await route();
  await world.apply(conversationId, { do: "claim", agent: ann });
  expect(await world.stateOf(conversationId)).toMatchObject({ status: "agent", agent: ann });
});

test("[H16] who goes away is not waited for: the next agent is asked at once", async () => {
  const conversationId = await waits();
  const { route, dialog, clock } = await routed({ mode: "offer", offerSeconds: 60 });
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "offered", agent: ann });
  // Who says so may have looked before they came back.
  expect(await dialog.overdueRouting({ gone: ["ann"] })).toEqual([]);
  clock.at += 2_000;
  expect(await dialog.overdueRouting({ gone: ["bob"] })).toEqual([]);
  expect(await dialog.overdueRouting({ gone: ["ann"] })).toHaveLength(1);
  expect(await dialog.overdueRouting({ gone: ["ann"] })).toEqual([]);
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "offered", agent: bob });
});

test("[H16] only the agent who is asked can decline", async () => {
  const conversationId = await waits();
  const { route } = await routed({ mode: "offer" });
  await route();
  await world.apply(conversationId, { do: "decline", agent: bob });
  expect(await world.stateOf(conversationId)).toMatchObject({ offer: { agent: ann } });
});

test("[H15] two nodes that look at once give a conversation to one agent, and nobody more than they may have", async () => {
  const all = [await waits(), await waits(), await waits(), await waits(), await waits()];
  const one = await routed({ mode: "assign", agents: { ann: { capacity: 2 }, bob: { capacity: 2 } } });
  const nodes = [one.dialog, world.node(undefined, () => NOW), world.node(undefined, () => NOW)];
  await Promise.all(nodes.map((node, at) => node.route({ agents: at === 1 ? here.toReversed() : here, vips: [] })));
  await Promise.all(nodes.map((node) => node.route({ agents: here, vips: [] })));
  const held = await Promise.all(all.map(world.stateOf));
  const had = (id: string) => held.filter((state) => state.status === "agent" && state.agent.id === id).length;
  expect({ ann: had("ann"), bob: had("bob") }).toEqual({ ann: 2, bob: 2 });
  const claims = (await Promise.all(all.map(world.logOf))).flat().filter(({ type }) => type === "claimed");
  expect(claims).toHaveLength(4);
});

test("[H17] what nobody answers is taken back, and goes to another agent", async () => {
  const conversationId = await waits();
  const { route, dialog, clock } = await routed({ mode: "assign", takeBackMinutes: 3 });
  clock.at = Date.now();
  await route([{ ...ann, takes: true }]);
  await dialog.overdueRouting({});
  expect(await last(conversationId)).toMatchObject({ type: "claimed", agent: ann });
  clock.at += 4 * MINUTE;
  await dialog.overdueRouting({});
  expect(await last(conversationId)).toMatchObject({ type: "released", to: "queue", author: { kind: "system" } });
  await route();
  expect(await last(conversationId)).toMatchObject({ type: "claimed", agent: bob });
  await world.apply(conversationId, agentSays(bob, "Hello."));
  clock.at += 9 * MINUTE;
  await dialog.overdueRouting({});
  expect(await world.stateOf(conversationId)).toMatchObject({ status: "agent", agent: bob });
});

test.each(["angry", "leaving"] as const)(
  "[B7] [H15] a rule may ask for what the visitor's words told before they were handed over: %s",
  async (signal) => {
    const wanting = async (...said: string[]) => {
      const conversationId = await world.begin();
      for (const text of [...said, "talk to a human"]) await world.say(conversationId, text);
      return conversationId;
    };
    const calm = await wanting("refund");
    const upset = await wanting("refund, I am furious", "refund, or I go elsewhere");
    expect(await world.stateOf(calm)).not.toHaveProperty("handover.signals");
    expect(await world.stateOf(upset)).toMatchObject({ handover: { signals: { feeling: "angry", leaving: true } } });
    const { route } = await routed({
      mode: "assign",
      agents: { ann: { capacity: 2 }, bob: { skills: { calm: 4 }, capacity: 1 } },
      rules: [
        { when: { signal: "urgent" }, skills: { haste: 5 }, priority: 3 },
        { when: { signal }, skills: { calm: 3 }, priority: 3 },
      ],
    });
    await route();
    expect(await last(upset)).toMatchObject({ agent: bob, why: { skills: { calm: 3 } } });
    expect(await last(calm)).toMatchObject({ agent: ann });
  },
);

test("[H15] a rule says which skills are needed and how urgent it is; a VIP is first", async () => {
  const usual = await waits();
  const upset = await waits("negative");
  const vip = await waits();
  const { route } = await routed({
    mode: "assign",
    agents: { ann: { capacity: 2 }, bob: { skills: { calm: 4 }, capacity: 1 } },
    rules: [{ when: { reason: "negative" }, skills: { calm: 3 }, priority: 3 }],
  });
  await route(here, [vip]);
  expect(await last(vip)).toMatchObject({ agent: ann, why: { next: "vip" } });
  expect(await last(upset)).toMatchObject({ agent: bob, why: { because: "alone", skills: { calm: 3 } } });
  expect(await last(usual)).toMatchObject({ agent: ann, why: { next: "oldest" } });
});

test("[H18] who is handed to a team waits for it, and for who helps it after a while", async () => {
  const conversationId = await waits();
  const { route, clock } = await routed(
    {
      mode: "assign",
      teams: [
        { id: "tax", name: "Tax", members: ["ann"], overflow: [{ to: "all", afterMinutes: 5 }] },
        { id: "all", name: "All", members: ["bob"] },
      ],
    },
    { at: Date.now() },
  );
  await world.apply(conversationId, { do: "claim", agent: bob });
  await world.apply(conversationId, { do: "release", agent: bob, to: "queue", team: "tax" });
  const away = [
    { ...ann, takes: false },
    { ...bob, takes: true },
  ];
  expect(await route(away)).toEqual([]);
  clock.at += 6 * MINUTE;
  await route(away);
  expect(await last(conversationId)).toMatchObject({ type: "claimed", agent: bob, why: { team: "tax" } });
});

test("[H18] a team that is closed takes nothing, nor does an agent whose shift is over", async () => {
  const conversationId = await waits();
  const never = { zone: "Asia/Shanghai", week: [[], [], [], [], [], [], []] };
  const team = { id: "tax", name: "Tax", members: ["ann", "bob"], inboxes: ["web"] };
  const closed = await routed({ mode: "assign", teams: [{ ...team, hours: never }] });
  expect(await closed.route()).toEqual([]);
  const { route } = await routed({ mode: "assign", teams: [team], agents: { ann: { hours: never } } });
  await route();
  expect(await last(conversationId)).toMatchObject({ agent: bob });
});

test("[H15] what a channel's conversations weigh counts, and so does what is offered", async () => {
  const all = [await waits(), await waits()];
  const { route } = await routed({ mode: "offer", weights: { web: 2 }, agents: { ann: { capacity: 3 } } });
  await route([{ ...ann, takes: true }]);
  await route([{ ...ann, takes: true }]);
  await world.apply(all[0] ?? "", { do: "claim", agent: ann });
  expect(await route([{ ...ann, takes: true }])).toEqual([]);
});

test("[L4] visitors see nothing of offers, of teams, and of why", async () => {
  const place = { id: "one", conversationId: "two", seq: 3, at: 4 };
  const why = { next: "oldest", because: "idle", among: 2, waited: 5 } as const;
  const hidden = { ...place, type: "hidden" };
  expect(forVisitor({ ...place, type: "offered", agent: ann, until: 9, why })).toEqual(hidden);
  expect(forVisitor({ ...place, type: "declined", agent: ann, because: "late" })).toEqual(hidden);
  expect(forVisitor({ ...place, type: "claimed", agent: ann, why })).toEqual({
    ...place,
    type: "claimed",
    agent: { id: "Ann", name: "Ann" },
  });
  const author = { kind: "system" } as const;
  expect(forVisitor({ ...place, type: "released", to: "queue", author, team: "tax" })).not.toHaveProperty("team");
});

test("[H15, A2] whose promised reply is due first is before who waits longer, where that is the order", async () => {
  const given = { mode: "assign", order: "due", agents: { ann: { capacity: 1 } } } as const;
  const { dialog, route } = await routed(given, { at: Date.now() });
  const longer = await waits();
  const sooner = await waits();
  await world.apply(sooner, { do: "claim", agent: bob });
  await world.apply(sooner, agentSays(bob, "Which one?"));
  await world.apply(sooner, visitorSays("refund"));
  await world.apply(sooner, { do: "release", agent: bob, to: "queue" });
  const minutes = { firstReply: 30, nextReply: 5 };
  const policies = [{ id: "usual", name: "Usual", when: {}, minutes, counts: "always" as const }];
  const { sla } = await dialog.settings({});
  await dialog.changeSettings({ name: "sla", version: sla.version, value: { policies }, by: "owner" });
  await route([{ ...ann, takes: true }]);
  expect(await last(sooner)).toMatchObject({ type: "claimed", agent: ann, why: { next: "due" } });
  expect(await last(longer)).toMatchObject({ type: "queued" });
});
