import { newId, type TaskEdit } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Dialog, Outcome } from "../contract.ts";
import { ann, bob, neighbour, useDialog, visitorSays } from "../fixture.ts";
import { setTeams } from "./fixture.ts";
import { TASKS } from "./stored.ts";

const world = useDialog();
const HOUR = 3_600_000;
const [asAnn, asBob] = [ann, bob].map((one) => ({ kind: "agent" as const, ...one }));

/** A conversation, nodes whose clock can be turned on, and a task that Ann makes. */
async function setUp() {
  const clock = { now: Date.now() };
  const node = () => world.node(neighbour(), () => clock.now);
  const dialog = node();
  const conversationId = await world.begin();
  const about = { conversationId, title: "Send the invoice again", priority: 1, state: "open", version: 0 } as const;
  const put = (edit: Partial<TaskEdit> = {}, owner?: typeof asAnn, by = ann) =>
    dialog.putTask({ edit: { ...about, id: newId(), ...edit }, ...(owner && { owner }), by });
  return { clock, node, dialog, conversationId, put };
}

const eventsOf = (outcomes: readonly Outcome[]) => outcomes.flatMap(({ events }) => events);
const titles = async (dialog: Dialog, asked: Partial<Parameters<Dialog["tasks"]>[0]>) =>
  (await dialog.tasks({ sort: "due", limit: 50, ...asked })).items.map(({ title }) => title);

test("[J1] a task keeps who made it, who has it, and who changed what", async () => {
  const { dialog, put, clock } = await setUp();
  const made = await put({ words: "The old one is wrong.", dueAt: clock.now + HOUR }, asAnn);
  clock.now += 1_000;
  const edit = { ...made, title: "Send a new invoice", state: "waiting" as const, priority: 2 as const };
  await put({ ...edit, words: "Other words", owner: undefined }, asBob, bob);
  const { history, ...task } = await dialog.task({ id: made.id });
  expect(task).toMatchObject({
    madeBy: ann,
    owner: asBob,
    state: "waiting",
    stateBy: bob,
    stateAt: clock.now,
    version: 2,
  });
  expect(history.map(({ what, by, from, to }) => [what, by?.id, from, to])).toEqual([
    ["made", "ann", undefined, undefined],
    ["title", "bob", "Send the invoice again", "Send a new invoice"],
    ["words", "bob", undefined, undefined],
    ["owner", "bob", "Ann", "Bob"],
    ["priority", "bob", 1, 2],
    ["state", "bob", "open", "waiting"],
  ]);
});

test("[J1] of two who change a task at once one is refused; the same once more is no change", async () => {
  const { put, dialog } = await setUp();
  const made = await put();
  const edit = { ...made, owner: undefined, priority: 1 as const, title: "First" };
  await put(edit);
  expect(await put(edit)).toMatchObject({ title: "First", version: 2 });
  await expect(put({ ...edit, title: "Second" }, undefined, bob)).rejects.toMatchObject({ code: "conflict" });
  expect((await dialog.task({ id: made.id })).title).toBe("First");
});

test("a task that is made twice is one, and of another conversation it is refused", async () => {
  const { put, dialog } = await setUp();
  const edit = { id: newId() };
  expect(await put(edit)).toEqual(await put(edit));
  await expect(put({ ...edit, conversationId: await world.begin() })).rejects.toMatchObject({ code: "conflict" });
  expect(await titles(dialog, {})).toHaveLength(1);
});

test("[J2] tasks are listed by their owner, state and time, a page after the other, and none is left out", async () => {
  const { put, dialog, clock } = await setUp();
  await put({ title: "late", dueAt: clock.now - 1 }, asAnn);
  await put({ title: "soon", dueAt: clock.now + HOUR }, asBob);
  await put({ title: "whenever", priority: 3 });
  await put({ title: "done", dueAt: clock.now - 2, state: "done" }, asAnn);
  for (const title of ["a", "b", "c"]) await put({ title, dueAt: clock.now + HOUR });
  expect(await titles(dialog, { agentId: "ann" })).toEqual(["done", "late"]);
  expect(await titles(dialog, { overdue: true })).toEqual(["late"]);
  expect(await titles(dialog, { unowned: true, states: ["open"], sort: "priority", limit: 1 })).toEqual(["whenever"]);
  expect(await titles(dialog, { inboxIds: ["elsewhere"] })).toEqual([]);
  const paged: string[] = [];
  let after: string | undefined;
  do {
    const page = await dialog.tasks({ sort: "due", limit: 2, ...(after !== undefined && { after }) });
    paged.push(...page.items.map(({ title }) => title));
    after = page.next;
  } while (after !== undefined);
  expect(paged).toEqual(await titles(dialog, {}));
  expect(paged).toHaveLength(7);
  await expect(dialog.tasks({ sort: "due", limit: 2, after: "nonsense" })).rejects.toMatchObject({ code: "invalid" });
});

test("[J3] whoever has a task is told when it is due, once on however many nodes, and after a restart", async () => {
  const { put, node, dialog, clock, conversationId } = await setUp();
  const { id } = await put({ dueAt: clock.now + HOUR }, asAnn);
  expect(await dialog.due({})).toEqual([]);
  clock.now += HOUR;
  const [one, other] = [node(), node()];
  const told = (await Promise.all([dialog.due({}), one.due({}), other.due({})])).flat();
  expect(eventsOf(told)).toMatchObject([
    { type: "reminded", conversationId, agent: ann, text: "Send the invoice again", task: id },
  ]);
  expect(await node().due({})).toEqual([]);
});

test("[J3] who is given a task is told at once, and again in time; who takes it themselves, only in time", async () => {
  const { put, dialog, clock } = await setUp();
  await put({ title: "given", dueAt: clock.now + HOUR }, asBob);
  await put({ title: "taken", dueAt: clock.now + HOUR }, asAnn);
  const told = async () => eventsOf(await dialog.due({})).map((event) => (event.type === "reminded" ? event.text : ""));
  expect(await told()).toEqual(["given"]);
  expect(await told()).toEqual([]);
  clock.now += HOUR;
  expect((await told()).toSorted()).toEqual(["given", "taken"]);
});

test("[J3] of a team's task the team is told; of nobody's, who made it; of what is done, nobody", async () => {
  const { dialog, clock, put } = await setUp();
  const team = { kind: "team" as const, id: "billing", name: "Billing" };
  await setTeams(dialog, [{ ...team, members: [] }]);
  const dueAt = clock.now + HOUR;
  const { id } = await dialog.putTask({
    edit: { ...(await put({ dueAt })), owner: undefined, priority: 1 },
    owner: team,
    by: ann,
  });
  const [given] = eventsOf(await dialog.due({}));
  expect(given).toMatchObject({ type: "reminded", agent: { id: "billing", name: "Billing" }, team: true, task: id });
  await put({ title: "nobody's", dueAt });
  const done = await put({ title: "done", dueAt });
  await put({ ...done, owner: undefined, priority: 1, state: "done" });
  clock.now += HOUR;
  const told = eventsOf(await dialog.due({})).map((event) => (event.type === "reminded" ? event.agent.name : ""));
  expect(told.toSorted()).toEqual(["Ann", "Billing"]);
});

test("[J3] another time is told of anew", async () => {
  const { dialog, clock, put } = await setUp();
  const made = await put({ dueAt: clock.now + HOUR }, asAnn);
  clock.now += HOUR;
  expect(await dialog.due({})).toHaveLength(1);
  await put({ ...made, owner: undefined, priority: 1, dueAt: clock.now + HOUR }, asAnn);
  expect(await dialog.due({})).toEqual([]);
  clock.now += HOUR;
  expect(await dialog.due({})).toHaveLength(1);
});

test("[J4] a customer's link shows what is for them and nothing else, until there is another or none", async () => {
  const { dialog, put } = await setUp();
  const { id } = await put({ words: "internal", toCustomer: "We look into it." }, asAnn);
  const { token } = await dialog.linkTask({ id, by: ann });
  expect(await dialog.taskOf({ token })).toEqual({
    title: "Send the invoice again",
    state: "open",
    words: "We look into it.",
    locale: "en",
  });
  const again = await dialog.linkTask({ id, by: ann });
  await expect(dialog.taskOf({ token })).rejects.toMatchObject({ code: "notFound" });
  await dialog.unlinkTask({ id, by: bob });
  await expect(dialog.taskOf({ token: again.token })).rejects.toMatchObject({ code: "notFound" });
  const { linked, history } = await dialog.task({ id });
  expect([linked, ...history.map(({ what }) => what)]).toEqual([false, "made", "linked", "linked", "unlinked"]);
});

test("[J4] what is stored of a link opens nothing", async () => {
  const { dialog, put } = await setUp();
  const { id } = await put();
  const { token } = await dialog.linkTask({ id, by: ann });
  const [stored] = await world.store.collection<{ _id: string; linkHash?: string }>("tasks").find({ _id: id });
  expect(JSON.stringify(stored)).not.toContain(token);
  await expect(dialog.taskOf({ token: stored?.linkHash ?? "" })).rejects.toMatchObject({ code: "notFound" });
});

test("[J5] what somebody has who is gone is nobody's, and stays to be done", async () => {
  const { dialog, put } = await setUp();
  const { id } = await put({}, asAnn);
  await dialog.giveBack({ agentIds: ["ann"] });
  expect(await dialog.task({ id })).toMatchObject({ state: "open", history: [{}, { what: "owner", from: "Ann" }] });
  expect(await titles(dialog, { unowned: true })).toHaveLength(1);
});

test("[J5] erasure of a conversation takes its tasks and their links", async () => {
  const { dialog, put, clock, conversationId } = await setUp();
  const { id } = await put({ dueAt: clock.now + 9 * HOUR }, asAnn);
  const { token } = await dialog.linkTask({ id, by: ann });
  await dialog.apply({ conversationId, id: newId(), command: visitorSays("hm") });
  await dialog.apply({ conversationId, id: newId(), command: { do: "close", author: { kind: "system" } } });
  clock.now += 3 * HOUR;
  await dialog.erase({ conversationIds: [conversationId] });
  await expect(dialog.taskOf({ token })).rejects.toMatchObject({ code: "notFound" });
  expect(await titles(dialog, {})).toEqual([]);
});

test("[J5] of a conversation that is erased no task is made, nor is anybody told of one that was read before", async () => {
  const { dialog, put, clock, conversationId } = await setUp();
  const { id } = await put({ title: "Secret", dueAt: clock.now + HOUR }, asAnn);
  await dialog.apply({ conversationId, id: newId(), command: visitorSays("hm") });
  await dialog.apply({ conversationId, id: newId(), command: { do: "close", author: { kind: "system" } } });
  const tasks = TASKS.open(world.store);
  const read = await tasks.findOne({ _id: id });
  clock.now += 3 * HOUR;
  await dialog.erase({ conversationIds: [conversationId] });
  if (read) await tasks.insert(read);
  expect(eventsOf(await dialog.due({}))).toEqual([]);
  expect(JSON.stringify(await world.logOf(conversationId))).not.toContain("Secret");
  await expect(put()).rejects.toMatchObject({ code: "notFound" });
  await dialog.apply({ conversationId, id: newId(), command: visitorSays("hm again") });
  await put();
});
