import { type Hours, NO_ROUTING, type RoutingSettings, type Wait } from "@parley/protocol";
import { expect, test } from "vitest";
import { handoverWords } from "../bot-words.ts";
import { ann, bob, neighbour, textOf, useDialog, visitorSays } from "../fixture.ts";
import { createWaits, type WaitsParts } from "./waits.ts";

const world = useDialog();
const MINUTE = 60_000;
/** A Monday, at noon in Greenwich. */
const NOON = Date.UTC(2026, 10, 30, 12);
const there = [{ ...ann, takes: true }];

async function waits(dialog = world.dialog): Promise<string> {
  const { id: conversationId } = await dialog.open({ visitorId: crypto.randomUUID(), channel: "web", locale: "en" });
  await dialog.apply({ conversationId, id: crypto.randomUUID(), command: visitorSays("refund") });
  await dialog.apply({ conversationId, id: crypto.randomUUID(), command: { do: "queue", reason: "asked" } });
  return conversationId;
}

/** A node at which Ann was given so many, one every ten minutes unless told otherwise, and has them. */
async function busy(count: number, { begun = 55 * MINUTE, every = 10 * MINUTE } = {}) {
  const clock = { at: NOON - begun };
  const dialog = world.node(neighbour(), () => clock.at);
  for (let each = 0; each < count; each += 1) {
    const conversationId = await waits(dialog);
    await dialog.apply({ conversationId, id: crypto.randomUUID(), command: { do: "claim", agent: ann } });
    clock.at += every;
  }
  clock.at = NOON;
  return { dialog, clock };
}

async function set(dialog: typeof world.dialog, name: "routing" | "workspace", changed: object): Promise<void> {
  const { [name]: kept } = await dialog.settings({});
  await dialog.changeSettings({ name, version: kept.version, value: { ...kept.value, ...changed }, by: "owner" });
}

test("[H19] who waits is told for how many minutes they are likely to, and who is behind them for longer", async () => {
  const { dialog, clock } = await busy(5);
  const first = await waits(dialog);
  clock.at += 1_000;
  const second = await waits(dialog);
  const { [first]: one, [second]: two } = await dialog.waits({ agents: there });
  expect(one?.until).toBeGreaterThan(one?.from ?? Infinity);
  expect(two?.until).toBeGreaterThan(one?.until ?? Infinity);
  expect(Object.values({ ...one, ...two }).every(Number.isInteger)).toBe(true);
});

test("[H19] nothing is said while nobody is there who was given anything lately", async () => {
  const { dialog, clock } = await busy(5);
  await waits(dialog);
  expect(await dialog.waits({ agents: [] })).toEqual({});
  expect(await dialog.waits({ agents: [{ ...ann, takes: false }] })).toEqual({});
  expect(await dialog.waits({ agents: [{ ...bob, takes: true }] })).toEqual({});
  clock.at += 60 * MINUTE;
  expect(await dialog.waits({ agents: there })).toEqual({});
});

test("[H19] nothing is said while those who are there have only begun: what they have may take longer than that", async () => {
  const { dialog, clock } = await busy(5, { begun: 3 * MINUTE, every: MINUTE / 2 });
  const conversationId = await waits(dialog);
  expect(await dialog.waits({ agents: there })).toEqual({});
  clock.at += 10 * MINUTE;
  expect(Object.keys(await dialog.waits({ agents: there }))).toEqual([conversationId]);
});

test("[H19] nothing is said outside of the hours of the inbox", async () => {
  const { dialog } = await busy(5);
  const conversationId = await waits(dialog);
  const hours = (from: number, to: number): Hours => ({
    zone: "UTC",
    week: [[], [{ from, to }], [], [], [], [], []],
  });
  await set(dialog, "workspace", { hours: hours(13 * 60, 14 * 60) });
  expect(await dialog.waits({ agents: there })).toEqual({});
  await set(dialog, "workspace", { hours: hours(11 * 60, 14 * 60) });
  expect(Object.keys(await dialog.waits({ agents: there }))).toEqual([conversationId]);
});

test("[H19] where conversations are given out, who waits for a team that is not there is told nothing", async () => {
  const { dialog } = await busy(5);
  const conversationId = await waits(dialog);
  const given = (members: string[]): Partial<RoutingSettings> => ({
    ...NO_ROUTING,
    mode: "assign",
    teams: [{ id: "tax", name: "Tax", members }],
    rules: [{ when: {}, team: "tax" }],
  });
  await set(dialog, "routing", given([bob.id]));
  expect(await dialog.waits({ agents: there })).toEqual({});
  await set(dialog, "routing", given([ann.id]));
  expect(Object.keys(await dialog.waits({ agents: there }))).toEqual([conversationId]);
});

test("[H19] where conversations are given out, a VIP is before who has waited longer; where agents take them, nobody is", async () => {
  const { dialog, clock } = await busy(5);
  const first = await waits(dialog);
  clock.at += 1_000;
  const vip = await waits(dialog);
  const until = async () => {
    const told = await dialog.waits({ agents: there, vips: [vip] });
    return [told[first]?.until ?? 0, told[vip]?.until ?? 0] as const;
  };
  const pulled = await until();
  expect(pulled[0]).toBeLessThan(pulled[1]);
  await set(dialog, "routing", { ...NO_ROUTING, mode: "assign" });
  const given = await until();
  expect(given[0]).toBeGreaterThan(given[1]);
});

test("[H19] however many ask for a person at once, who waits is looked up once for them", async () => {
  const looked = { times: 0 };
  const known: Partial<WaitsParts> = {
    bringListsUpToDate: () => (looked.times++, Promise.reject(new Error("Not now."))),
    nextPlace: async () => 1,
    now: () => NOON,
    onError: () => undefined,
  };
  const { next } = createWaits(known as WaitsParts);
  const { conversation } = await world.dialog.get({ conversationId: await waits() });
  await Promise.all(Array.from({ length: 20 }, () => next(conversation, { before: 0, until: 0, agents: there })));
  expect(looked.times).toBe(1);
});

test("[H11] [H19] the bot says how long it is likely to take", async () => {
  const { dialog } = await busy(5);
  const ask = async (agents: typeof there) => {
    const { id: conversationId } = await dialog.open({ visitorId: crypto.randomUUID(), channel: "web", locale: "en" });
    const messageId = crypto.randomUUID();
    await dialog.apply({ conversationId, id: messageId, command: visitorSays("Can I talk to a person?") });
    const line = { before: 0, until: 0, agents };
    return textOf((await dialog.respond({ conversationId, messageId, online: 1, line })).events);
  };
  expect(await ask(there)).toMatch(/You will probably wait \d+ to \d+ minutes\./);
  expect(await ask([])).not.toContain("You will probably");
});

test("[H11] where nobody can say how long it takes, who asks for a person has their place all the same", async () => {
  const errors: unknown[] = [];
  const known: Partial<WaitsParts> = {
    bringListsUpToDate: () => Promise.reject(new Error("Not now.")),
    nextPlace: async () => 3,
    now: () => NOON,
    onError: (error) => void errors.push(error),
  };
  const { next } = createWaits(known as WaitsParts);
  const { conversation } = await world.dialog.get({ conversationId: await waits() });
  expect(await next(conversation, { before: 2, until: 0, agents: there })).toEqual({ position: 3, wait: undefined });
  expect(errors).toHaveLength(1);
});

test.each([
  ["en", "You will probably wait 3 to 8 minutes.", "You will probably wait a minute at most."],
  ["zh-CN", "预计等待 3–8 分钟。", "预计等待 1 分钟以内。"],
] as const)("[H19] a wait has its words in %s", (locale, some, short) => {
  const said = (wait: Wait) => handoverWords({ locale, people: { online: 1 }, reason: "asked", position: 1, wait });
  expect(said({ from: 3, until: 8 })).toMatchObject({ text: expect.stringContaining(some) });
  expect(said({ from: 0, until: 1 })).toMatchObject({ text: expect.stringContaining(short) });
});
