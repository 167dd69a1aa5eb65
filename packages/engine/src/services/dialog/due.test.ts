import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Dialog } from "./contract.ts";
import type { Collection, Doc, Index, Store } from "../../store/store.ts";
import { agentSays, ann, bob, neighbour, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();
const MINUTE = 60_000;
const LIMITS = { agentWithin: 5 * MINUTE, replyWithin: 10 * MINUTE, closeAfter: 60 * MINUTE };

/** Nodes over one store whose clock the test sets. */
function nodes(count: number) {
  const clock = { now: Date.now() };
  const made = Array.from({ length: count }, () => world.node(neighbour(), () => clock.now));
  return { clock, made, node: made[0] as Dialog };
}

async function inQueue(node: Dialog): Promise<string> {
  const { id: conversationId } = await node.open({ visitorId: newId(), channel: "web", locale: "en" });
  await node.apply({ conversationId, id: newId(), command: visitorSays("refund") });
  await node.apply({ conversationId, id: newId(), command: { do: "queue", reason: "asked" } });
  return conversationId;
}

const claim = (node: Dialog, conversationId: string, agent = ann) =>
  node.apply({ conversationId, id: newId(), command: { do: "claim", agent } });

test("[T1] who waits longer than promised for a person is overdue once, on however many nodes time goes by", async () => {
  const { clock, made, node } = nodes(3);
  const waiting = await Promise.all(Array.from({ length: 20 }, () => inQueue(node)));
  expect(await node.due(LIMITS)).toEqual([]);
  clock.now += 6 * MINUTE;
  const rounds = await Promise.all([...made, ...made].map((each) => each.due(LIMITS)));
  const happened = rounds.flat().flatMap(({ events }) => events);
  expect(happened.map(({ conversationId }) => conversationId).toSorted()).toEqual(waiting.toSorted());
  for (const conversationId of waiting) {
    const log = await world.logOf(conversationId);
    expect(log.filter(({ type }) => type === "overdue")).toMatchObject([{ wanted: "agent", seq: 4 }]);
    expect((await node.get({ conversationId })).conversation.state).toMatchObject({ status: "queued", overdue: true });
  }
  clock.now += 60 * MINUTE;
  expect(await node.due(LIMITS)).toEqual([]);
});

test("[T1] who goes back to the queue waits anew", async () => {
  const { clock, node } = nodes(1);
  const conversationId = await inQueue(node);
  clock.now += 6 * MINUTE;
  expect(await node.due(LIMITS)).toHaveLength(1);
  await claim(node, conversationId);
  await node.apply({ conversationId, id: newId(), command: { do: "release", agent: ann, to: "queue" } });
  expect(await node.due(LIMITS)).toEqual([]);
  clock.now += 6 * MINUTE;
  expect(await node.due(LIMITS)).toHaveLength(1);
});

test("[T2] an agent's answer is overdue from the visitor's first words that have none, whoever has the conversation", async () => {
  const { clock, node } = nodes(1);
  const conversationId = await inQueue(node);
  const visitor = () => node.apply({ conversationId, id: newId(), command: visitorSays("hello?") });
  await claim(node, conversationId);
  clock.now += 6 * MINUTE;
  await visitor();
  await claim(node, conversationId, ann);
  await node.apply({ conversationId, id: newId(), command: { do: "transfer", agent: ann, to: bob } });
  expect(await node.due(LIMITS)).toEqual([]);
  clock.now += 5 * MINUTE;
  expect((await node.due(LIMITS)).flatMap(({ events }) => events)).toMatchObject([
    { type: "overdue", wanted: "reply" },
  ]);
  clock.now += 30 * MINUTE;
  expect(await node.due(LIMITS)).toEqual([]);
  await node.apply({ conversationId, id: newId(), command: agentSays(bob, "Here I am.") });
  const { state } = (await node.get({ conversationId })).conversation;
  expect(state).toEqual({ status: "agent", agent: bob, since: expect.any(Number) });
  await visitor();
  clock.now += 11 * MINUTE;
  expect(await node.due(LIMITS)).toHaveLength(1);
});

test("[T3] where nobody says anything and nobody waits, the conversation is closed, once; the next words open it again", async () => {
  const { clock, made, node } = nodes(3);
  const { id: conversationId } = await node.open({ visitorId: newId(), channel: "web", locale: "en" });
  await node.apply({ conversationId, id: "question-1", command: visitorSays("refund") });
  await node.respond({ conversationId, messageId: "question-1" });
  clock.now += 61 * MINUTE;
  const outcomes = (await Promise.all(made.map((each) => each.due(LIMITS)))).flat();
  expect(outcomes.flatMap(({ events }) => events)).toMatchObject([
    { type: "closed", author: { kind: "system" }, seq: 4 },
  ]);
  expect(await node.due(LIMITS)).toEqual([]);
  await node.apply({ conversationId, id: newId(), command: visitorSays("refund") });
  expect(await world.logOf(conversationId)).toMatchObject([{}, {}, {}, {}, { type: "opened" }, { type: "message" }]);
});

test("[T3] nobody who waits for the bot, for a person or for one's answer is closed", async () => {
  const { clock, node } = nodes(1);
  const { id: asked } = await node.open({ visitorId: newId(), channel: "web", locale: "en" });
  await node.apply({ conversationId: asked, id: newId(), command: visitorSays("refund") });
  const queued = await inQueue(node);
  const held = await inQueue(node);
  await claim(node, held);
  // Somebody who looked around and said nothing has nothing to close.
  await node.open({ visitorId: newId(), channel: "web", locale: "en" });
  clock.now += 61 * MINUTE;
  expect(await node.due({ closeAfter: LIMITS.closeAfter })).toEqual([]);
  await node.apply({ conversationId: held, id: newId(), command: agentSays(ann, "Solved?") });
  clock.now += 61 * MINUTE;
  const closed = (await node.due({ closeAfter: LIMITS.closeAfter })).map(({ conversation }) => conversation.id);
  expect(closed).toEqual([held]);
  expect((await node.get({ conversationId: queued })).conversation.state.status).toBe("queued");
});

test("what has no limit is never due", async () => {
  const { clock, node } = nodes(1);
  await inQueue(node);
  clock.now += 1_000 * MINUTE;
  expect(await node.due({})).toEqual([]);
});

test("[H9] what an agent has who is gone goes back to the queue once, in front of who came since", async () => {
  const { clock, made, node } = nodes(3);
  const old = await inQueue(node);
  clock.now += MINUTE;
  const mine = [await inQueue(node), await inQueue(node)];
  for (const conversationId of mine) await claim(node, conversationId);
  const handedOn = await inQueue(node);
  await claim(node, handedOn);
  await node.apply({ conversationId: handedOn, id: newId(), command: { do: "transfer", agent: ann, to: bob } });
  clock.now += MINUTE;
  const recent = await inQueue(node);
  const outcomes = (
    await Promise.all([...made, ...made].map((each) => each.giveBack({ agentIds: ["ann", "carl"] })))
  ).flat();
  const events = outcomes.flatMap(({ events }) => events);
  expect(events.map(({ conversationId }) => conversationId).toSorted()).toEqual(mine.toSorted());
  expect(events[0]).toMatchObject({ type: "released", to: "queue", author: { kind: "system" } });
  const waiting = (await node.queue({})).map(({ conversationId }) => conversationId);
  expect(waiting).toEqual([old, ...mine, recent]);
  // They are told how long it takes from now on.
  expect(await node.due(LIMITS)).toEqual([]);
  // Who comes back and goes again gives back again.
  await claim(node, mine[0] ?? "");
  expect(await node.giveBack({ agentIds: ["ann"] })).toHaveLength(1);
});

test("[H9, H14] one call gives back what is gone and what is not seen any more, and one that fails keeps no other from it", async () => {
  const { clock, node } = nodes(1);
  await node.makeInbox({ id: "shop", channel: "web", name: "shop", enabled: true, settings: {}, by: "ann" });
  const held = async (inboxId: string, agent: typeof ann) => {
    const { id } = await node.open({ visitorId: newId(), thread: newId(), channel: "web", inboxId, locale: "en" });
    await node.apply({ conversationId: id, id: newId(), command: visitorSays("refund") });
    await claim(node, id, agent);
    return id;
  };
  const kept = [await held("web", ann), await held("shop", { id: "dora", name: "Dora" })];
  const given = [await held("shop", ann), await held("web", bob), await held("shop", bob)];
  const failing = await held("shop", ann);
  const errors: unknown[] = [];
  const over = storeThatRefuses(world.store, failing);
  const broken = world.node(neighbour(), () => clock.now, over, { onError: (error) => void errors.push(error) });
  const asked = { agentIds: ["ann", "bob", "dora"], keep: { ann: ["web"], dora: ["shop"] } };
  const idsOf = (outcomes: Awaited<ReturnType<Dialog["giveBack"]>>) =>
    outcomes.map(({ conversation }) => conversation.id);
  expect(idsOf(await broken.giveBack(asked)).toSorted()).toEqual(given.toSorted());
  expect(errors).toHaveLength(1);
  expect(idsOf(await node.giveBack(asked))).toEqual([failing]);
  expect(await node.giveBack(asked)).toEqual([]);
  for (const conversationId of kept) expect(await world.stateOf(conversationId)).toMatchObject({ status: "agent" });
});

/** A store that writes nothing into the log of one conversation. */
function storeThatRefuses(store: Store, conversationId: string): Store {
  return {
    ...store,
    collection<T extends Doc>(asked: string, indexes?: readonly Index<T>[]): Collection<T> {
      const collection = store.collection<T>(asked, indexes);
      const refuse = (doc: T) => {
        if ("conversationId" in doc && doc.conversationId === conversationId) throw new Error("refused");
      };
      return asked === "events"
        ? { ...collection, insert: async (doc) => (refuse(doc), await collection.insert(doc)) }
        : collection;
    },
  };
}
