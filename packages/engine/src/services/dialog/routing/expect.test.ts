import { expect, test } from "vitest";
import { expectedWaits, type Pace } from "./expect.ts";
import { agent, MINUTE, need, NOW, usual, waiting, world } from "./world.test.kit.ts";

/** Has two conversations and was given one every ten minutes: each takes twenty. */
const busy = (agentId: string): Pace => ({
  agentId,
  held: 2,
  given: Array.from({ length: 6 }, (_, at) => NOW - (60 - 10 * at) * MINUTE),
});
const line = (count: number) =>
  Array.from({ length: count }, (_, at) => waiting(`w${at}`, { since: NOW - (count - at) * 1_000 }));
const middle = (wait: { from: number; until: number } | undefined) => ((wait?.from ?? 0) + (wait?.until ?? 0)) / 2;

test("[H19] who is further back waits longer, and who waits for more people less long", () => {
  const one = expectedWaits(world({ waiting: line(4), agents: [agent("ann")] }), [busy("ann")]);
  const waits = line(4).map(({ id }) => one.get(id));
  for (const [at, wait] of waits.entries()) {
    expect(wait?.from).toBeGreaterThan(0);
    expect(wait?.until).toBeGreaterThan(wait?.from ?? Infinity);
    if (at > 0) expect(middle(wait)).toBeGreaterThan(middle(waits[at - 1]));
  }
  // One of two that take twenty minutes each comes free every ten.
  expect(waits[0]?.from).toBeLessThan(10 * MINUTE);
  expect(waits[0]?.until).toBeGreaterThan(10 * MINUTE);
  const two = expectedWaits(world({ waiting: line(4), agents: [agent("ann"), agent("bob")] }), [
    busy("ann"),
    busy("bob"),
  ]);
  for (const [id, wait] of one) expect(middle(two.get(id))).toBeCloseTo(middle(wait) / 2);
});

test("[H19] the order is the policy's, and who waits for others is not before one", () => {
  const urgent = waiting("urgent", { priority: 3, since: NOW - 1_000 });
  const other = waiting("other", { need: need({ skills: { tax: 3 } }), since: NOW - 1_000 });
  const agents = [agent("ann", { capacity: 2 }), agent("bob", { skills: { tax: 4 } })];
  const paces = [busy("ann"), busy("bob")];
  const waits = expectedWaits(world({ waiting: [...line(2), urgent, other], agents }), paces);
  expect(middle(waits.get("urgent"))).toBeLessThan(middle(waits.get("w0")));
  const alone = expectedWaits(world({ waiting: [other], agents }), paces);
  expect(middle(waits.get("other"))).toBeGreaterThan(middle(alone.get("other")));
  // Half of what the three before ask of those who are there is bob's.
  const behind = expectedWaits(world({ waiting: line(4), agents: [agent("bob")] }), [busy("bob")]);
  expect(middle(waits.get("other"))).toBeLessThan(middle(behind.get("w3")));
});

test("[H19] nothing is said of whom nobody can take, and while too little has happened", () => {
  const said = (parts: Parameters<typeof world>[0], paces = [busy("ann")]) => [
    ...expectedWaits(world({ waiting: line(1), agents: [agent("ann")], ...parts }), paces).keys(),
  ];
  expect(said({})).toEqual(["w0"]);
  expect(said({ agents: [agent("ann", { takes: false })] })).toEqual([]);
  expect(said({ agents: [agent("ann", { inboxes: ["another"] })] })).toEqual([]);
  const closed = { policy: { ...usual, closed: ["tax"] }, agents: [agent("ann", { teams: ["tax"] })] };
  expect(said({ ...closed, waiting: [waiting("w0", { need: need({ team: "tax" }) })] })).toEqual([]);
  expect(said({}, [{ ...busy("ann"), given: busy("ann").given.slice(0, 4) }])).toEqual([]);
  expect(said({}, [{ ...busy("ann"), held: 0 }])).toEqual([]);
  expect(said({}, [])).toEqual([]);
});
