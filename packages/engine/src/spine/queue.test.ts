import { ChatError, newId, type QueuePlace } from "@parley/protocol";
import { expect, test } from "vitest";
import { textOf, useDialog, visitorSays } from "../services/dialog/fixture.ts";
import { CONVERSATIONS } from "../services/dialog/stored-heads.ts";
import type { Channel } from "./channel.ts";
import { createQueue } from "./queue.ts";

const world = useDialog();
const A_AND_B = [{ inboxes: ["a"] }, { inboxes: ["b"] }];

/** A queue over a store in which so many wait in each inbox, those of one inbox after those of the one before. */
async function queueOf(counts: Record<string, number>, team: { inboxes?: string[] }[]) {
  let since = 1_000;
  const waiting = Object.entries(counts).flatMap(([inboxId, count]) =>
    Array.from({ length: count }, (_, index) => ({ inboxId, id: `${inboxId}${index + 1}`, since: since++ })),
  );
  const heads = waiting.map(({ inboxId, id, since: at }) => {
    const state = { status: "queued", since: at, reason: "asked" } as const;
    const conversation = { id, visitorId: id, inboxId, channel: "web", locale: "en", seq: 3, state } as const;
    const known = { _id: id, inboxId, thread: id, personId: id, seq: 3, status: "queued", updatedAt: at } as const;
    return { ...known, queuedAt: at, head: { conversation: { ...conversation, createdAt: at, updatedAt: at } } };
  });
  await CONVERSATIONS.open(world.store).insertMany(heads as never);
  for (const id of Object.keys(counts)) {
    await world.dialog.makeInbox({ id, channel: "web", name: id, enabled: true, settings: {}, by: "ann" });
  }
  const told = new Map<string, QueuePlace>();
  const asked = { available: 0, there: 0, waits: 0 };
  const channel: Partial<Channel> = {
    attended: true,
    queued: (waits, place) => void told.set(waits.conversationId, place),
  };
  const queue = createQueue({
    dialog: { ...world.dialog, waits: (of) => (asked.waits++, world.dialog.waits(of)) },
    users: { visitors: async () => [] },
    channels: new Map([["web", channel as Channel]]),
    available: async () => (asked.available++, team.map((one, at) => ({ id: `agent${at}`, name: "Ann", ...one }))),
    there: async (ids) => (asked.there++, new Set(ids)),
  });
  const placeOf = async (id: string) =>
    await queue.placeOf((await world.dialog.get({ conversationId: id })).conversation);
  return { queue, told, asked, placeOf };
}

/** The first agent was given so many within the last hour, and has them. */
async function give(count: number): Promise<void> {
  const conversations = CONVERSATIONS.open(world.store);
  const given = Array.from({ length: count }, (_, at) => {
    const givenAt = Date.now() - ((58 * at) / count + 1) * 60_000;
    const state = { status: "agent", since: givenAt, agent: { id: "agent0", name: "Ann" } } as const;
    const conversation = { id: `given${at}`, visitorId: `given${at}`, channel: "web", locale: "en", seq: 3, state };
    const whose = { _id: `given${at}`, thread: `given${at}`, personId: `given${at}`, visitorId: `given${at}` };
    return {
      ...whose,
      seq: 3,
      status: "agent",
      updatedAt: givenAt,
      agentId: "agent0",
      givenTo: "agent0",
      givenAt,
      head: { conversation },
    };
  });
  await conversations.insertMany(given as never);
}

test("[H1, H14] however many wait for others, who waits in an inbox is told their place", async () => {
  const { queue, told } = await queueOf({ a: 250, b: 3 }, A_AND_B);
  await queue.announce();
  expect(["b1", "b2", "b3"].map((id) => told.get(id)?.position)).toEqual([1, 2, 3]);
  expect([told.get("a200")?.position, told.get("a201")]).toEqual([200, undefined]);
});

test("[H1, H14] behind an inbox with more than are counted, places are right: pushed, by hello and in the bot's words", async () => {
  const { queue, told, placeOf } = await queueOf({ a: 520, b: 30, c: 0 }, [...A_AND_B, { inboxes: ["c"] }]);
  await queue.announce();
  expect(told.get("b30")).toEqual({ position: 30, agentsOnline: 1 });
  expect(await placeOf("b30")).toEqual({ position: 30, agentsOnline: 1 });
  expect(await placeOf("a520")).toEqual({ position: 501, agentsOnline: 1 });
  const words = { a: "number 521 in line", b: "number 31 in line", c: "next in line" };
  for (const [inboxId, said] of Object.entries(words)) {
    const conversation = await world.dialog.open({ visitorId: newId(), channel: "web", inboxId, locale: "en" });
    const [conversationId, messageId] = [conversation.id, newId()];
    await world.dialog.apply({ conversationId, id: messageId, command: visitorSays("talk to a person") });
    const standing = await queue.standing(inboxId);
    expect(textOf((await world.dialog.respond({ conversationId, messageId, ...standing })).events)).toContain(said);
  }
});

test("[H1, H14] who sees two inboxes makes one line of them, whoever else sees one of them", async () => {
  const { queue, told, placeOf } = await queueOf({ a: 2, b: 2, c: 2 }, [...A_AND_B, { inboxes: ["b", "c"] }]);
  await queue.announce();
  const places = { a1: 1, a2: 2, b1: 1, b2: 2, c1: 3, c2: 4 };
  expect(Object.fromEntries([...told].map(([id, { position }]) => [id, position]))).toEqual(places);
  expect(await placeOf("c2")).toEqual({ position: 4, agentsOnline: 1 });
});

test("turns of the bot ask other nodes once, of however many inboxes they are", async () => {
  const { queue, asked } = await queueOf({ a: 1, b: 1 }, A_AND_B);
  const standings = await Promise.all(["a", "b", "c"].map((inboxId) => queue.standing(inboxId)));
  expect(standings.map(({ online, line }) => [online, line.before])).toEqual([
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  expect(asked).toMatchObject({ available: 1, there: 1 });
});

test("a change of the queue looks at no member once more for each who waits", async () => {
  let looked = 0;
  const inboxes = Array.from({ length: 40 }, (_, index) => `in-${index}`);
  const team = Array.from({ length: 40 }, (_, index) => ({
    get inboxes() {
      looked++;
      return inboxes.slice(index, index + 5);
    },
  }));
  const { queue, told } = await queueOf(Object.fromEntries(inboxes.map((id) => [id, 5])), team);
  await queue.announce();
  expect(told.size).toBe(200);
  expect(looked).toBeLessThanOrEqual(2 * team.length);
});

test("[H19] who waits is told how long they are likely to, in the push and by hello; no older service keeps their place from them", async () => {
  const { queue, told, placeOf } = await queueOf({ a: 2 }, [{}]);
  await give(6);
  await queue.announce();
  const wait = { from: expect.any(Number) as number, until: expect.any(Number) as number };
  expect(told.get("a1")).toEqual({ position: 1, agentsOnline: 1, wait });
  expect(told.get("a2")).toEqual({ position: 2, agentsOnline: 1, wait });
  expect(await placeOf("a2")).toEqual(told.get("a2"));
  const older = { ...world.dialog, waits: () => Promise.reject(new ChatError("notFound", "There is no such call.")) };
  const before = createQueue({
    dialog: older,
    users: { visitors: async () => [] },
    channels: new Map(),
    available: async () => [],
    there: async (ids) => new Set(ids),
  });
  const { conversation } = await world.dialog.get({ conversationId: "a2" });
  expect(await before.placeOf(conversation)).toEqual({ position: 2, agentsOnline: 0 });
});

test("[H19] however many pushes there are, it is not worked out for each how long all wait", async () => {
  const { queue, asked, told } = await queueOf({ a: 30 }, [{}]);
  await give(60);
  for (let push = 0; push < 40; push += 1) await queue.announce();
  expect(told.get("a30")?.wait).toBeDefined();
  expect(await queue.waits()).toHaveLength(30);
  expect(asked.waits).toBeLessThan(40);
});

test("[H19] consoles hear of each who waits in which inbox that is", async () => {
  const { queue } = await queueOf({ a: 1, b: 1 }, [{}]);
  await give(6);
  const wait = { from: expect.any(Number) as number, until: expect.any(Number) as number };
  expect(await queue.waits()).toEqual([
    { conversationId: "a1", inboxId: "a", wait },
    { conversationId: "b1", inboxId: "b", wait },
  ]);
});

test("[H19] however many who wait come back at once, it is not asked for each how long they wait", async () => {
  const { asked, placeOf } = await queueOf({ a: 30 }, [{}]);
  await give(60);
  const places = await Promise.all(Array.from({ length: 30 }, (_, at) => placeOf(`a${at + 1}`)));
  expect(places.every((place) => place?.wait)).toBe(true);
  // Once a second, however slow it is.
  expect(asked.waits).toBeLessThan(30);
});

test("[H1] who waits is told their place where nobody can say how long they wait", async () => {
  const { placeOf } = await queueOf({ a: 2 }, [{}]);
  expect(await placeOf("a2")).toEqual({ position: 2, agentsOnline: 1 });
  const errors: unknown[] = [];
  const slow = { ...world.dialog, waits: () => Promise.reject(new ChatError("unavailable", "Not now.")) };
  const queue = createQueue({
    dialog: slow,
    users: { visitors: async () => [] },
    channels: new Map(),
    available: async () => [{ id: "agent0", name: "Ann" }],
    there: async (ids) => new Set(ids),
    onError: (error) => void errors.push(error),
  });
  const { conversation } = await world.dialog.get({ conversationId: "a2" });
  expect(await queue.placeOf(conversation)).toEqual({ position: 2, agentsOnline: 1 });
  expect(errors).toMatchObject([{ code: "unavailable" }]);
});

test("[H19] who comes behind more than are looked at is told nothing of how long they wait", async () => {
  const { queue } = await queueOf({ a: 1_000 }, [{}]);
  await give(600);
  const inLine = async () => {
    const conversation = await world.dialog.open({ visitorId: newId(), channel: "web", inboxId: "a", locale: "en" });
    const [conversationId, messageId] = [conversation.id, newId()];
    await world.dialog.apply({ conversationId, id: messageId, command: visitorSays("talk to a person") });
    const standing = await queue.standing("a");
    return textOf((await world.dialog.respond({ conversationId, messageId, ...standing })).events);
  };
  const said = await inLine();
  expect(said).toContain("number 1001 in line");
  expect(said).not.toContain("You will probably");
});
