import { expect, test } from "vitest";
import { ada, bo, DAY, HOUR, MINUTE, openAnalytics, START } from "./analytics.test.kit.ts";
import type { Store } from "../../store/store.ts";
import { type Episode, isMeasured } from "./episode.ts";
import { EPISODES } from "./facts.ts";
import { MEASURED } from "./measuring.ts";

/** A conversation of two episodes, in which two agents were wanted, answered and let go. */
async function openMeasured() {
  const world = await openAnalytics();
  const { conversation, clock, store } = world;
  const one = conversation();
  const after = (minutes: number) => (clock.now += minutes * MINUTE);
  one.opens();
  one.bot("escalate", one.asks("where is it"));
  after(4);
  one.claims(ada);
  after(1);
  one.says(ada, "hello");
  after(2);
  one.claims(bo);
  one.write({ type: "released", to: "queue", author: { kind: "agent", ...bo } });
  after(3);
  one.claims(ada);
  after(5);
  one.closes();
  after(30);
  one.opens();
  one.asks("and again");
  one.claims(bo);
  after(6);
  const stored = EPISODES.open(store);
  const episodes = () => stored.find({}, { sort: { episode: 1 } });
  /** As a version before this one left them. */
  const forget = () => stored.updateMany({}, { $unset: { measured: true, where: true } });
  return { ...world, one, after, stored, episodes, forget };
}

/** Waits until a node that was started then has looked through all. */
async function through(store: Store, at: number): Promise<void> {
  await expect.poll(() => MEASURED.open(store).findOne({})).toMatchObject({ at });
}

const expected = {
  // Asked for a person at once, who answered after 4 + 1 minutes. Who has it still has not said a word.
  firstResponse: { median: 5 * MINUTE, p90: 5 * MINUTE, count: 1 },
  // 1 + 2 and 5 minutes; 6 until now.
  handling: { median: 6 * MINUTE, p90: 8 * MINUTE, count: 2 },
  channels: [{ key: "email", count: 2 }],
  inboxes: [{ key: "mail", count: 2 }],
  languages: expect.arrayContaining([
    { key: "en", count: 1 },
    { key: "zh", count: 1 },
  ]) as unknown,
};
const mail = { channel: "email", inboxId: "mail", locale: "zh-CN" };

test("a report has first responses, handling times, channels, inboxes and languages", async () => {
  const { logs, follow, report } = await openMeasured();
  // What was understood is English; of the other episode only the conversation's own language is known.
  Object.assign(logs.where, mail);
  await follow();
  expect(await report()).toMatchObject(expected);
});

test("a conversation that names no inbox is of the first one", async () => {
  const { logs, follow, report } = await openMeasured();
  Object.assign(logs.where, { inboxId: undefined });
  await follow();
  expect(await report()).toMatchObject({ inboxes: [{ key: "web", count: 2 }], channels: [{ key: "web", count: 2 }] });
});

test("what a version before counted is measured from its log by the next start, once, and as it would have been", async () => {
  const { logs, clock, follow, report, start, episodes, forget, store } = await openMeasured();
  Object.assign(logs.where, mail);
  await follow();
  await report();
  const counted = await episodes();
  await forget();
  const next = start();
  await through(store, clock.now);
  expect(await episodes()).toEqual(counted);
  const reads = logs.reads();
  await start().close();
  expect(logs.reads()).toBe(reads);
  expect(await next.service.report({ from: START, to: START + DAY })).toMatchObject(expected);
});

test("a log of many pages is measured to its end", async () => {
  const { one, follow, report, forget, start, clock, store, episodes } = await openMeasured();
  for (let times = 0; times < 450; times++) one.asks(`question ${times}`);
  one.says(bo, "at last");
  await follow();
  await report();
  const counted = await episodes();
  expect(counted.map(isMeasured)).toEqual([true, true]);
  await forget();
  start();
  await through(store, clock.now);
  expect(await episodes()).toEqual(counted);
});

test("a log that cannot be read keeps none of the others from being measured, and is tried again by the next start", async () => {
  const { logs, follow, report, start, forget, conversation, episodes, one, errors } = await openMeasured();
  const other = conversation();
  other.opens();
  await follow();
  await report();
  await forget();
  logs.broken.add(one.id);
  start();
  const measured = async () => (await episodes()).filter(isMeasured).map(({ conversationId }) => conversationId);
  await expect.poll(measured).toEqual([other.id]);
  await expect.poll(() => errors.length).toBe(1);
  logs.broken.clear();
  start();
  await expect.poll(async () => (await measured()).length).toBe(3);
});

test("where a version before counts on beside this one, what it did not measure is measured again", async () => {
  const { follow, report, one, create, stored, episodes, after, logs } = await openMeasured();
  await follow();
  await report();
  // The other node writes what it knows of, and leaves the rest as it was.
  one.says(bo, "here I am");
  const [, last] = await episodes();
  await stored.update({ _id: last?._id ?? "" }, { $inc: { seq: 1, agentMessages: 1 } });
  after(10);
  one.closes();
  await create().follow({ heads: logs.heads() });
  const measured = async () => {
    await report();
    return (await episodes()).at(-1)?.measured;
  };
  await expect.poll(measured).toMatchObject({ firstResponse: 6 * MINUTE, handled: 16 * MINUTE });
});

test("[T4] of what was erased before it was measured nothing is made up, and what comes after is counted", async () => {
  const { follow, report, one, forget, logs, clock, start, episodes, store } = await openMeasured();
  one.closes();
  await follow();
  await report();
  await forget();
  clock.now += HOUR;
  one.write({ type: "erased" });
  logs.dropBefore(one.id);
  start();
  await through(store, clock.now);
  const known = (episode: Episode) => [isMeasured(episode), episode.where?.channel];
  expect((await episodes()).map(known)).toEqual([
    [false, undefined],
    [false, undefined],
  ]);
  clock.now += HOUR;
  one.opens();
  one.asks("hello again");
  await follow();
  await report({ from: START, to: START + DAY });
  expect((await episodes()).map(known).at(-1)).toEqual([true, "web"]);
});
