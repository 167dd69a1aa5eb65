import { newId, type TaskEdit } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Dialog, Outcome } from "../contract.ts";
import { ann, neighbour, useDialog } from "../fixture.ts";
import { setTeams } from "./fixture.ts";

const world = useDialog();
const HOUR = 3_600_000;
const [billing, parcels] = [
  { id: "billing", name: "Billing", members: ["ann"] },
  { id: "parcels", name: "Parcels", members: [] },
];

/** Two teams on nodes whose clock can be turned on, and tasks that Ann gives them. Whoever has them was told. */
async function setUp() {
  const clock = { now: Date.now() };
  const node = () => world.node(neighbour(), () => clock.now);
  const dialog = node();
  await setTeams(dialog, [billing, parcels]);
  const conversationId = await world.begin();
  async function give(team: typeof billing, more: Partial<TaskEdit> = {}): Promise<string> {
    const about = { conversationId, title: `For ${team.name}`, priority: 1, state: "open", version: 0 } as const;
    const owner = { kind: "team" as const, id: team.id, name: team.name };
    const { id } = await dialog.putTask({ edit: { ...about, id: newId(), ...more }, owner, by: ann });
    await dialog.due({});
    clock.now += 1;
    return id;
  }
  return { clock, node, dialog, give };
}

const told = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap(({ events }) =>
    events.flatMap((event) => (event.type === "reminded" ? [[event.agent.name, event.text]] : [])),
  );
const changesOf = async (dialog: Dialog, id: string) =>
  (await dialog.task({ id })).history.map(({ what, from, to }) => [what, from ?? to]);

test("[J5] what a team has is nobody's once the team is gone, stays to be done, and who made it is told", async () => {
  const { dialog, give } = await setUp();
  const [gone, kept] = [await give(billing), await give(parcels)];
  expect(told(await dialog.due({}))).toEqual([]);
  await setTeams(dialog, [parcels]);
  expect(told(await dialog.due({}))).toEqual([["Ann", "For Billing"]]);
  const task = await dialog.task({ id: gone });
  expect([task.owner, task.state]).toEqual([undefined, "open"]);
  expect(await changesOf(dialog, gone)).toEqual([
    ["made", undefined],
    ["told", "Billing"],
    ["owner", "Billing"],
    ["told", "Ann"],
  ]);
  expect((await dialog.tasks({ unowned: true, sort: "due", limit: 9 })).items.map(({ id }) => id)).toEqual([gone]);
  expect((await dialog.task({ id: kept })).owner).toMatchObject({ id: "parcels" });
  expect(told(await dialog.due({}))).toEqual([]);
});

test("[J5] where the last team is gone its tasks are nobody's; those that are done stay as they were", async () => {
  const { dialog, give } = await setUp();
  const [open, done] = [await give(billing, { state: "waiting" }), await give(parcels, { state: "done" })];
  await setTeams(dialog, []);
  await dialog.due({});
  expect((await dialog.task({ id: open })).owner).toBeUndefined();
  expect((await dialog.task({ id: done })).owner).toMatchObject({ name: "Parcels" });
});

test("[J5] of a task of a team that is gone who made it is told in time, too", async () => {
  const { dialog, give, clock } = await setUp();
  await give(billing, { dueAt: clock.now + HOUR });
  await setTeams(dialog, []);
  expect(told(await dialog.due({}))).toEqual([["Ann", "For Billing"]]);
  clock.now += HOUR;
  expect(told(await dialog.due({}))).toEqual([["Ann", "For Billing"]]);
});

test("[J5] of several nodes one gives it back, and none takes it from a team of which it has not heard yet", async () => {
  const { dialog, give, node } = await setUp();
  const [one, other] = [node(), node()];
  // They know the teams as they were before.
  for (const known of [one, other]) await known.due({});
  const added = { id: "between", name: "Between", members: [] };
  await setTeams(dialog, [parcels, added]);
  const mine = await give(added);
  await Promise.all([one.due({}), other.due({})]);
  expect((await dialog.task({ id: mine })).owner).toMatchObject({ name: "Between" });
  await setTeams(dialog, [parcels]);
  const all: Outcome[] = [];
  const nodes = [dialog, one, other];
  const pass = async () => {
    for (const outcomes of await Promise.all(nodes.map((each) => each.due({})))) all.push(...outcomes);
    return (await changesOf(dialog, mine)).filter(([what]) => what === "owner").length;
  };
  await expect.poll(pass).toBe(1);
  await pass();
  expect(told(all)).toEqual([["Ann", "For Between"]]);
});

test("[J5] what is given to a team in the moment in which it is removed is nobody's with the next pass", async () => {
  const { dialog, give } = await setUp();
  await setTeams(dialog, [parcels]);
  // It is known by now that the team is gone.
  await dialog.due({});
  const late = await give(billing);
  const task = await dialog.task({ id: late });
  expect([task.owner, task.state]).toEqual([undefined, "open"]);
});

test("[J5] of what nobody made who supervises is told once its team is gone, and when it is due", async () => {
  const { dialog, clock } = await setUp();
  const conversationId = await world.begin();
  const about = { conversationId, title: "Low score", priority: 2, state: "open", version: 0 } as const;
  const owner = { kind: "team" as const, id: billing.id, name: billing.name };
  await dialog.putTask({ edit: { ...about, id: newId(), dueAt: clock.now + HOUR }, owner });
  await dialog.due({});
  clock.now += 1;
  const tells = async () =>
    (await dialog.due({})).flatMap(({ events }) =>
      events.flatMap((event) => (event.type === "reminded" ? [[event.supervisors, event.text]] : [])),
    );
  await setTeams(dialog, [parcels]);
  expect(await tells()).toEqual([[true, "Low score"]]);
  expect(await tells()).toEqual([]);
  clock.now += HOUR;
  expect(await tells()).toEqual([[true, "Low score"]]);
});
