import { type Desk, newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Command, Dialog, Outcome } from "../contract.ts";
import { ann, bob, neighbour, useDialog, visitorSays } from "../fixture.ts";

const world = useDialog();
const HOUR = 3_600_000;
const by = { kind: "agent", ...ann } as const;

function nodes(count = 1) {
  const clock = { now: Date.now() };
  const made = Array.from({ length: count }, () => world.node(neighbour(), () => clock.now));
  return { clock, made, node: made[0] as Dialog };
}

async function held(node: Dialog, agent = ann): Promise<string> {
  const { id: conversationId } = await node.open({ visitorId: newId(), channel: "web", locale: "en" });
  await node.apply({ conversationId, id: newId(), command: visitorSays("refund") });
  await node.apply({ conversationId, id: newId(), command: { do: "claim", agent } });
  return conversationId;
}

const does = (node: Dialog, conversationId: string, command: Command, id = newId()) =>
  node.apply({ conversationId, id, command });
const deskOf = async (node: Dialog, conversationId: string): Promise<Desk | undefined> =>
  (await node.get({ conversationId })).desk;
const eventsOf = (outcomes: readonly Outcome[]) => outcomes.flatMap(({ events }) => events);

test("[W2] a tag is put on once however often it is asked, taken off, and is there for a node that starts", async () => {
  const { node } = nodes();
  const conversationId = await held(node);
  const tag = (tag: string, on = true): Command => ({ do: "tag", author: by, tag, on });
  await does(node, conversationId, tag("vip"));
  await does(node, conversationId, tag("vip"));
  await does(node, conversationId, tag("late"));
  await does(node, conversationId, tag("vip", false));
  const log = await world.logOf(conversationId);
  expect(log.filter(({ type }) => type === "tagged")).toHaveLength(3);
  await node.list({ limit: 10 });
  const { node: other } = nodes();
  expect(await deskOf(other, conversationId)).toEqual({ tags: ["late"] });
  expect((await other.list({ limit: 10 }))[0]?.desk).toEqual({ tags: ["late"] });
});

test("[W2] a version before that writes a list entry anew leaves the tags where they are", async () => {
  const { node } = nodes();
  const conversationId = await held(node);
  await does(node, conversationId, { do: "tag", author: by, tag: "vip", on: true });
  await node.list({ limit: 10 });
  const stored = world.store.collection<{ _id: string; head: object; seq: number }>("conversations");
  const entry = await stored.findOne({ _id: conversationId });
  expect(JSON.stringify(entry?.head)).not.toContain("vip");
  await stored.update({ _id: conversationId }, { $set: { head: { ...entry?.head } } });
  expect(await deskOf(nodes().node, conversationId)).toEqual({ tags: ["vip"] });
});

test("[W3] only who has it puts a conversation aside, or who supervises", async () => {
  const { node } = nodes();
  const conversationId = await held(node);
  await expect(does(node, conversationId, { do: "snooze", agent: bob })).rejects.toMatchObject({ code: "forbidden" });
  await does(node, conversationId, { do: "snooze", agent: bob, force: true });
  expect(await deskOf(node, conversationId)).toMatchObject({ snoozed: { by: bob } });
});

test("[W3] the visitor's words end it, as does whoever lets go of it", async () => {
  const { node } = nodes();
  const endings: Command[] = [
    visitorSays("hello?"),
    { do: "close", author: by },
    { do: "release", agent: ann, to: "queue" },
    { do: "wake", agent: ann },
  ];
  for (const ending of endings) {
    const conversationId = await held(node);
    await does(node, conversationId, { do: "snooze", agent: ann });
    await does(node, conversationId, ending);
    expect(await deskOf(node, conversationId)).toBeUndefined();
  }
});

test("[W4] it comes back on time, once, by whichever of several nodes, and after a restart", async () => {
  const { clock, node } = nodes();
  const conversationId = await held(node);
  await does(node, conversationId, { do: "snooze", agent: ann, until: clock.now + HOUR });
  expect(await node.due({})).toEqual([]);
  await node.list({ limit: 1 });
  const later = nodes(3);
  later.clock.now = clock.now + 2 * HOUR;
  const rounds = await Promise.all([...later.made, ...later.made].map((each) => each.due({})));
  expect(eventsOf(rounds.flat())).toMatchObject([{ type: "woken", agent: ann, author: { kind: "system" } }]);
  expect(await deskOf(later.node, conversationId)).toBeUndefined();
});

test("[W4] what is put aside is not closed by time, and one put aside twice comes back twice", async () => {
  const { clock, node } = nodes();
  const conversationId = await held(node);
  await does(node, conversationId, { do: "say", author: by, content: { type: "text", text: "A moment." } });
  for (const _ of [1, 2]) {
    await does(node, conversationId, { do: "snooze", agent: ann, until: clock.now + 40 * HOUR });
    clock.now += 39 * HOUR;
    expect(await node.due({ closeAfter: HOUR })).toEqual([]);
    clock.now += 2 * HOUR;
    expect(eventsOf(await node.due({})).map(({ type }) => type)).toEqual(["woken"]);
  }
});

const plan = (conversationId: string, at: number, rest: Partial<Parameters<Dialog["plan"]>[0]> = {}) => ({
  conversationId,
  id: newId(),
  kind: "message" as const,
  text: "Good morning!",
  at,
  version: 0,
  agent: ann,
  ...rest,
});

test("[W5] what is to be sent later is sent once, by whoever had it planned, on however many nodes", async () => {
  const { clock, made, node } = nodes(3);
  const conversationId = await held(node);
  const planned = plan(conversationId, clock.now + HOUR);
  await node.plan(planned);
  await node.plan(planned);
  expect(await node.due({})).toEqual([]);
  clock.now += 2 * HOUR;
  await Promise.all([...made, ...made].map((each) => each.due({})));
  const said = (await world.logOf(conversationId)).filter(({ id }) => id === `planned:${planned.id}`);
  expect(said).toMatchObject([{ type: "message", author: by, content: { text: "Good morning!" } }]);
  expect(await node.planned({ conversationId })).toEqual([]);
  // Its answer was lost, and it is asked once more.
  await node.plan(planned);
  await node.due({});
  expect((await world.logOf(conversationId)).filter(({ type }) => type === "message")).toHaveLength(2);
});

test("[W5] a node that died after it had taken it leaves it to another, and it is sent once", async () => {
  const { clock, node } = nodes();
  const conversationId = await held(node);
  const planned = plan(conversationId, clock.now - 1);
  await node.plan(planned);
  const stored = world.store.collection<{ _id: string; taken: boolean }>("planned");
  await stored.update({ _id: `${conversationId}/${planned.id}` }, { $set: { taken: true } });
  await expect(node.unplan({ conversationId, id: planned.id })).rejects.toMatchObject({ code: "conflict" });
  await expect(node.plan({ ...planned, version: 1, text: "other" })).rejects.toMatchObject({ code: "conflict" });
  expect(eventsOf(await nodes().node.due({}))).toMatchObject([{ type: "message", id: `planned:${planned.id}` }]);
});

test("[W5] until then it is changed or taken back, by whose it is", async () => {
  const { clock, node } = nodes();
  const conversationId = await held(node);
  const planned = await node.plan(plan(conversationId, clock.now + HOUR));
  const changed = await node.plan({
    ...plan(conversationId, clock.now + 2 * HOUR),
    id: planned.id,
    version: 1,
    text: "Hi",
  });
  expect(changed).toMatchObject({ text: "Hi", version: 2 });
  const late = { ...plan(conversationId, clock.now), id: planned.id, version: 1 };
  await expect(node.plan(late)).rejects.toMatchObject({ code: "conflict" });
  await expect(node.plan({ ...late, version: 2, agent: bob })).rejects.toMatchObject({ code: "conflict" });
  expect(await node.planned({ conversationId, agentId: bob.id })).toEqual([]);
  await node.unplan({ conversationId, id: planned.id, agentId: ann.id });
  clock.now += 5 * HOUR;
  expect(await node.due({})).toEqual([]);
});

test("[W5] where nobody has the conversation it is theirs again, and the message is sent", async () => {
  const { clock, node } = nodes();
  const conversationId = await held(node);
  await node.plan(plan(conversationId, clock.now));
  await does(node, conversationId, { do: "close", author: by });
  expect(eventsOf(await node.due({})).map(({ type }) => type)).toEqual(["opened", "claimed", "message"]);
  expect((await node.get({ conversationId })).conversation.state).toMatchObject({ status: "agent", agent: ann });
});

test("[W5] where somebody else has it nothing is sent: who planned it is told, and the words are kept", async () => {
  const { clock, node } = nodes();
  const conversationId = await held(node);
  await node.plan(plan(conversationId, clock.now));
  await does(node, conversationId, { do: "transfer", agent: ann, to: bob });
  expect(eventsOf(await node.due({}))).toMatchObject([{ type: "reminded", agent: ann, failed: true }]);
  expect(await node.planned({ conversationId })).toMatchObject([{ text: "Good morning!", problem: "forbidden" }]);
  expect(await node.due({})).toEqual([]);
});

test("[W5] what a member planned who is gone does not happen", async () => {
  const { clock, node } = nodes();
  const conversationId = await held(node);
  await node.plan(plan(conversationId, clock.now));
  await node.giveBack({ agentIds: [ann.id] });
  expect(await node.due({})).toEqual([]);
  expect(await node.planned({ conversationId })).toMatchObject([{ problem: "gone" }]);
});

test("[W6] who wants to be reminded is, once", async () => {
  const { clock, node } = nodes();
  const conversationId = await held(node);
  await node.plan(plan(conversationId, clock.now + HOUR, { kind: "reminder", text: "call them", agent: bob }));
  clock.now += HOUR;
  expect(eventsOf(await node.due({}))).toMatchObject([{ type: "reminded", agent: bob, text: "call them" }]);
  expect(await node.due({})).toEqual([]);
});

test("[W7] a code that was said at the end stays until the next episode begins", async () => {
  const { node } = nodes();
  const conversationId = await held(node);
  await does(node, conversationId, { do: "close", author: by, code: "refund" });
  expect(await deskOf(node, conversationId)).toEqual({ code: "refund" });
  await does(node, conversationId, { do: "claim", agent: ann });
  expect(await deskOf(node, conversationId)).toBeUndefined();
});

test("[W8] a filter finds what it means, page by page, and nothing of an inbox that is not seen", async () => {
  const { node } = nodes();
  const all = [await held(node), await held(node), await held(node, bob), await held(node)];
  for (const conversationId of all.slice(0, 3))
    await does(node, conversationId, { do: "tag", author: by, tag: "vip", on: true });
  const asked = { filter: { tags: ["vip"], agents: ["me"] }, sort: "newest" as const, me: ann.id, limit: 1 };
  const first = await node.filtered(asked);
  const second = await node.filtered({ ...asked, ...first.next });
  const third = await node.filtered({ ...asked, ...second.next });
  const ids = [first, second, third].flatMap(({ items }) => items.map(({ conversation }) => conversation.id));
  expect(ids.toSorted()).toEqual(all.slice(0, 2).toSorted());
  expect(third.next).toBeUndefined();
  expect(await node.filtered({ ...asked, inboxIds: ["other"] })).toEqual({ items: [] });
  expect(await node.filtered({ ...asked, filter: { inboxes: ["web"] }, inboxIds: ["other"] })).toEqual({ items: [] });
});

test("[W9] a view is one's own until it is shared, and another's is changed by who supervises only", async () => {
  const { node } = nodes();
  const view = {
    id: newId(),
    name: "VIP",
    filter: { tags: ["vip"] },
    sort: "newest" as const,
    shared: false,
    by: ann.id,
    version: 0,
  };
  const made = await node.putView({ view });
  expect(await node.views({ by: bob.id })).toEqual([]);
  const shared = await node.putView({ view: { ...made, shared: true } });
  expect(await node.views({ by: bob.id })).toEqual([shared]);
  await expect(node.putView({ view: { ...shared, by: bob.id } })).rejects.toMatchObject({ code: "forbidden" });
  await expect(node.removeView({ id: view.id, by: bob.id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(node.putView({ view: { ...made, by: ann.id } })).rejects.toMatchObject({ code: "conflict" });
  await node.removeView({ id: view.id, by: bob.id, force: true });
  expect(await node.views({ by: ann.id })).toEqual([]);
});
