import { newId } from "@parley/protocol";
import { expect, onTestFinished, test, vi } from "vitest";
import { ann, neighbour, useDialog, visitorSays } from "./fixture.ts";
import { EVENTS } from "./events.ts";

const world = useDialog();
const LATER = Number.MAX_SAFE_INTEGER;
/** Nodes on the day on which what was said is erased. */
const tomorrow = () => world.node(neighbour(), () => Date.now() + 86_400_000);
const SECRET = "my card number is 4111";

async function closed(visitorId = newId()) {
  const { id } = await world.dialog.open({ visitorId, channel: "web", locale: "en" });
  await world.apply(id, visitorSays(SECRET));
  await world.apply(id, { do: "note", author: { kind: "agent", ...ann }, text: SECRET });
  await world.apply(id, { do: "close", author: { kind: "visitor" } });
  return { id, visitorId };
}

const everything = async () =>
  JSON.stringify([
    await world.store.collection("events").find({}),
    await world.store.collection("conversations").find({}),
  ]);

test("[T4] what was closed long enough ago is named until it is erased, and then nothing of it is left", async () => {
  const before = Date.now();
  const one = await closed();
  await world.apply(await world.begin(), visitorSays("still open"));
  expect(await world.dialog.erasable({ before })).toEqual([]);
  expect(await world.dialog.erasable({ before: LATER })).toEqual([
    { conversationId: one.id, visitorId: one.visitorId },
  ]);

  const outcomes = await tomorrow().erase({ conversationIds: [one.id] });
  expect(outcomes.flatMap(({ events }) => events)).toMatchObject([{ type: "erased", seq: 5 }]);
  expect(await everything()).not.toContain(SECRET);
  expect(await everything()).toContain("still open");
  expect(await world.dialog.erasable({ before: LATER })).toEqual([]);
  expect(await world.dialog.get({ conversationId: one.id })).not.toHaveProperty("preview.text");
});

test("[T4] who comes back goes on in his conversation, with the next number, on every node", async () => {
  const one = await closed();
  const other = world.node();
  await other.get({ conversationId: one.id });
  await tomorrow().erase({ conversationIds: [one.id] });
  await other.apply({ conversationId: one.id, id: newId(), command: visitorSays("me again") });
  const { events, head, reset } = await world.dialog.read({ conversationId: one.id, after: 0 });
  expect(events.map(({ seq, type }) => [seq, type])).toEqual([
    [5, "erased"],
    [6, "opened"],
    [7, "message"],
  ]);
  expect({ head, reset }).toEqual({ head: 7, reset: true });
  // Whoever knew it up to 2 cannot be told what came after.
  expect(await other.read({ conversationId: one.id, after: 2 })).toMatchObject({ head: 7, reset: true });
  expect(await other.history({ conversationId: one.id, before: 5, limit: 50 })).toEqual({ events: [], head: 7 });
});

test("[T4] several nodes erase once, and what was open again by then is left alone", async () => {
  const [one, open] = [await closed(), await closed()];
  await world.apply(open.id, visitorSays("wait"));
  const nodes = [tomorrow(), tomorrow(), tomorrow()];
  const outcomes = await Promise.all(nodes.map((node) => node.erase({ conversationIds: [one.id, open.id] })));
  expect(outcomes.flat().flatMap(({ events }) => events)).toMatchObject([{ conversationId: one.id, type: "erased" }]);
  expect(await world.logOf(one.id)).toHaveLength(1);
  expect(await world.logOf(open.id)).toHaveLength(6);
});

test("[T4] an erasure that was cut short after it was announced is finished by the next pass", async () => {
  const one = await closed();
  const events = EVENTS.open(world.store);
  const { state } = (await world.dialog.get({ conversationId: one.id })).conversation;
  const at = state.status === "closed" ? state.at : 0;
  const announced = { conversationId: one.id, seq: 5, at, type: "erased" as const };
  await events.insert({ _id: `erased:${at}/${one.id}`, id: `erased:${at}`, ...announced });
  expect(await world.dialog.erasable({ before: LATER })).toHaveLength(1);
  await tomorrow().erase({ conversationIds: [one.id] });
  expect(await everything()).not.toContain(SECRET);
  expect(await world.dialog.erasable({ before: LATER })).toEqual([]);
});

test("[T4] a node that last looked before others wrote takes no number that was erased", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const conversationId = await world.begin();
  const stale = world.node();
  await stale.get({ conversationId });
  await world.apply(conversationId, visitorSays(SECRET));
  await world.apply(conversationId, { do: "close", author: { kind: "visitor" } });
  vi.advanceTimersByTime(86_400_000);
  await tomorrow().erase({ conversationIds: [conversationId] });
  const note = { do: "note", author: { kind: "agent", ...ann }, text: "called back" } as const;
  await stale.apply({ conversationId, id: newId(), command: note });
  const page = await world.dialog.read({ conversationId, after: 0 });
  expect(page.events.map(({ seq, type }) => [seq, type])).toEqual([
    [4, "erased"],
    [5, "note"],
  ]);
});

test("[T4] what somebody has just added to is erased another time", async () => {
  const one = await closed();
  const at = Date.now() + 86_400_000;
  const late = world.node(neighbour(), () => at);
  const command = { do: "rate", score: 5 } as const;
  await late.apply({ conversationId: one.id, id: newId(), command });
  expect(await late.erase({ conversationIds: [one.id] })).toEqual([]);
  expect(await world.node(neighbour(), () => at + 3 * 3_600_000).erase({ conversationIds: [one.id] })).toHaveLength(1);
});
