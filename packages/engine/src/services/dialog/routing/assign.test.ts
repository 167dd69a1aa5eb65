import { expect, test } from "vitest";
import { assign, whyNot } from "./assign.ts";
import type { Assignment, Waiting, World } from "./world.ts";
import { agent, MINUTE, need, NOW, usual, waiting, world } from "./world.test.kit.ts";

const given = (made: readonly Assignment[]) =>
  made.map(({ conversationId, agentId }) => `${conversationId} ${agentId}`);

test.each<[string, Partial<World>, string[]]>([
  [
    "who waits longest is first",
    { waiting: [waiting("b", { since: 2 }), waiting("a", { since: 3 })], agents: [agent("x", { capacity: 1 })] },
    ["b x"],
  ],
  [
    "who is more urgent is before them",
    {
      waiting: [waiting("b", { since: NOW - 5 * MINUTE }), waiting("a", { priority: 2 })],
      agents: [agent("x", { capacity: 1 })],
    },
    ["a x"],
  ],
  [
    "a VIP is before all",
    {
      waiting: [waiting("b", { priority: 3 }), waiting("a", { priority: 0, vip: true })],
      agents: [agent("x", { capacity: 1 })],
    },
    ["a x"],
  ],
  [
    "who waited long enough is as urgent as they",
    {
      waiting: [waiting("b", { since: NOW - 31 * MINUTE, priority: 0 }), waiting("a", { priority: 3 })],
      agents: [agent("x", { capacity: 1 })],
    },
    ["b x"],
  ],
  [
    "nobody gets more than they may have",
    { waiting: [waiting("a"), waiting("b"), waiting("c")], agents: [agent("x", { capacity: 2 })] },
    ["a x", "b x"],
  ],
  ["nor who takes nothing", { waiting: [waiting("a")], agents: [agent("x", { takes: false })] }, []],
  [
    "the one who had nothing for longest is next",
    { waiting: [waiting("a"), waiting("b"), waiting("c")], agents: [agent("x"), agent("y", { idleSince: 5 })] },
    ["a y", "b x", "c y"],
  ],
  [
    "or the one with the largest share of room",
    {
      policy: { ...usual, tie: "spare" },
      waiting: [waiting("a"), waiting("b")],
      agents: [agent("x", { load: 2 }), agent("y", { capacity: 10, load: 6 })],
    },
    ["a y", "b x"],
  ],
  [
    "a skill is needed at its level",
    {
      waiting: [waiting("a", { need: need({ skills: { tax: 3 } }) })],
      agents: [agent("x", { skills: { tax: 2 } }), agent("y", { skills: { tax: 4 } })],
    },
    ["a y"],
  ],
  [
    "a language is needed",
    {
      waiting: [waiting("a", { need: need({ language: "zh" }) })],
      agents: [agent("x", { languages: ["en"] }), agent("y", { languages: ["zh"] })],
    },
    ["a y"],
  ],
  [
    "who can do little else comes first",
    { waiting: [waiting("a")], agents: [agent("x", { skills: { tax: 3 } }), agent("y", { idleSince: NOW })] },
    ["a y"],
  ],
  [
    "a team that is closed takes nothing",
    {
      policy: { ...usual, closed: ["tax"] },
      waiting: [waiting("a", { need: need({ team: "tax" }) })],
      agents: [agent("x", { teams: ["tax"] })],
    },
    [],
  ],
  [
    "another team helps after a while",
    {
      policy: { ...usual, overflow: [{ team: "tax", after: MINUTE, to: "all" }] },
      waiting: [
        waiting("a", { need: need({ team: "tax" }) }),
        waiting("b", { since: NOW - 1, need: need({ team: "tax" }) }),
      ],
      agents: [agent("x", { teams: ["all"] })],
    },
    ["a x"],
  ],
  [
    "the agent that they had last is before others",
    { waiting: [waiting("a", { last: "x" })], agents: [agent("x"), agent("y", { idleSince: 5 })] },
    ["a x"],
  ],
  [
    "and is waited for while they have no room",
    { waiting: [waiting("a", { last: "x" })], agents: [agent("x", { load: 3 }), agent("y")] },
    [],
  ],
  [
    "but not for ever",
    { waiting: [waiting("a", { last: "x", since: NOW - 3 * MINUTE })], agents: [agent("x", { load: 3 }), agent("y")] },
    ["a y"],
  ],
  [
    "nor when they have left",
    { waiting: [waiting("a", { last: "x" })], agents: [agent("x", { takes: false }), agent("y")] },
    ["a y"],
  ],
  [
    "what was handed to somebody is theirs only",
    { waiting: [waiting("a", { only: "x", since: 1 })], agents: [agent("x", { load: 3 }), agent("y")] },
    [],
  ],
  [
    "who did not take it is not asked again",
    { waiting: [waiting("a", { declined: ["x"] })], agents: [agent("x"), agent("y")] },
    ["a y"],
  ],
  [
    "what needs more room than there is keeps an agent free",
    {
      waiting: [waiting("call", { since: NOW - 6 * MINUTE, need: need({ weight: 3 }) }), waiting("chat")],
      agents: [agent("x", { load: 1 })],
    },
    [],
  ],
  [
    "but not at once",
    {
      waiting: [waiting("call", { since: NOW - 2 * MINUTE, need: need({ weight: 3 }) }), waiting("chat")],
      agents: [agent("x", { load: 1 })],
    },
    ["chat x"],
  ],
  [
    "promises that can be kept are before those that are broken",
    {
      policy: { ...usual, order: "due" },
      waiting: [
        waiting("a", { since: NOW - 2 * MINUTE, due: NOW - 1, priority: 3 }),
        waiting("b", { due: NOW + 2, priority: 3 }),
        waiting("c", { due: NOW + 1, priority: 3 }),
      ],
      agents: [agent("x", { capacity: 2 })],
    },
    ["c x", "b x"],
  ],
  [
    "nor does who is promised nothing go before who can still be answered as promised",
    {
      policy: { ...usual, order: "due" },
      waiting: [
        waiting("a", { since: NOW - 2 * MINUTE, priority: 3 }),
        waiting("b", { since: NOW - MINUTE, due: NOW - 1, priority: 3 }),
        waiting("c", { due: NOW + 1, priority: 3 }),
      ],
      agents: [agent("x", { capacity: 2 })],
    },
    ["c x", "a x"],
  ],
])("%s", (_, parts, expected) => {
  expect(given(assign(world(parts)))).toEqual(expected);
});

test("by what is due first nobody starves, though others whose promise can be kept come for ever", () => {
  const policy = { ...usual, order: "due" as const, ageing: MINUTE };
  for (const [priority, due] of [
    [3, NOW + MINUTE],
    [1, NOW + MINUTE],
    [0, undefined],
  ] as const) {
    let now = NOW;
    const old = waiting("old", { since: NOW, priority, ...(due !== undefined && { due }) });
    const isTaken = () => {
      const fresh = waiting("fresh", { since: now, priority: 3, due: now + 2 * MINUTE });
      return assign({ now, waiting: [old, fresh], agents: [agent("x", { capacity: 1 })], policy })[0]?.conversationId;
    };
    while (isTaken() !== "old" && now < NOW + 60 * MINUTE) now += MINUTE;
    expect(now).toBeLessThanOrEqual(NOW + 5 * MINUTE);
  }
});

test("says why a conversation is next, and why its agent", () => {
  const agents = [agent("x", { skills: { tax: 3 } }), agent("y"), agent("z", { idleSince: 5 })];
  const all = [
    waiting("vip", { vip: true, last: "x" }),
    waiting("urgent", { priority: 2, need: need({ skills: { tax: 1 } }) }),
    waiting("old"),
    waiting("new", { since: NOW, only: "y" }),
  ];
  expect(assign(world({ waiting: all, agents }))).toEqual([
    { conversationId: "vip", agentId: "x", next: "vip", because: "last", among: 1 },
    { conversationId: "urgent", agentId: "x", next: "priority", because: "alone", among: 1 },
    { conversationId: "old", agentId: "z", next: "oldest", because: "idle", among: 3 },
    { conversationId: "new", agentId: "y", next: "oldest", because: "only", among: 1 },
  ]);
});

test.each<[string, Partial<World>, Waiting]>([
  ["nobody", {}, waiting("a", { need: need({ language: "fr" }) })],
  ["closed", { policy: { ...usual, closed: ["tax"] } }, waiting("a", { need: need({ team: "tax" }) })],
  ["full", {}, waiting("a")],
  ["last", {}, waiting("a", { last: "x" })],
])("says why nobody gets it: %s", (why, parts, one) => {
  expect(whyNot(world({ agents: [agent("x", { load: 3 })], ...parts }), one)).toBe(why);
});
