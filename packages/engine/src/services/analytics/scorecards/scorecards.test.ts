import type { Scorecard } from "@parley/protocol";
import { expect, test } from "vitest";
import { ada, bo, DAY, MINUTE, openAnalytics, START } from "../analytics.test.kit.ts";
import { EPISODES } from "../facts.ts";

/** What a day brought, and the cards of it. */
async function openDay() {
  const world = await openAnalytics();
  const { clock, service, follow } = world;
  const after = (minutes: number) => (clock.now += minutes * MINUTE);
  const cards = async (range = { from: START, to: START + DAY, inboxIds: undefined as string[] | undefined }) => {
    await follow();
    return Object.fromEntries((await service.scorecards(range)).map((card) => [card.agent.id, card]));
  };
  return { ...world, after, cards };
}

test("[E2] an agent's card has their first words, handling, ends, transfers and what visitors said", async () => {
  const { conversation, after, cards } = await openDay();
  const one = conversation();
  one.opens();
  one.asks("where is it");
  one.queues();
  after(5);
  one.claims(ada);
  after(2);
  one.says(ada, "hello");
  after(3);
  one.claims(bo);
  after(1);
  one.says(bo, "I know");
  after(4);
  one.closes();
  one.write({ type: "rated", score: 2, comment: "slow" });
  const { ada: first, bo: second } = await cards();
  const times = (minutes: number) => ({ p50: minutes * MINUTE, p90: minutes * MINUTE, count: 1 });
  const none = { p50: 0, p90: 0, count: 0 };
  expect(first).toMatchObject({
    conversations: 1,
    messages: 1,
    firstResponse: times(2),
    handling: times(5),
    resolution: none,
    resolved: 0,
    transfers: 1,
    csat: { count: 0 },
    said: [],
  });
  expect(second).toMatchObject({
    firstResponse: times(1),
    handling: times(5),
    resolution: times(5),
    resolved: 1,
    transfers: 0,
    csat: { count: 1, average: 2 },
    said: [{ conversationId: one.id, score: 2, comment: "slow", at: START + 15 * MINUTE }],
  });
});

test("[E2] what is taken over, taken back or given by somebody else is no transfer of whoever had it", async () => {
  const { conversation, cards } = await openDay();
  const one = conversation();
  one.opens();
  one.claims(ada);
  one.write({ type: "claimed", agent: bo, from: ada });
  one.write({ type: "claimed", agent: ada, by: { id: "eve", name: "Eve" } });
  one.write({ type: "released", to: "queue", author: { kind: "system" } });
  expect((await cards())["bo"]).toMatchObject({ transfers: 0 });
  expect((await cards())["ada"]).toMatchObject({ transfers: 0 });
});

test("[E2] what is put aside is not handled meanwhile", async () => {
  const { conversation, after, cards } = await openDay();
  const one = conversation();
  one.opens();
  one.claims(ada);
  after(2);
  one.write({ type: "snoozed", by: ada });
  after(60);
  one.asks("still there?");
  after(3);
  one.closes();
  expect((await cards())["ada"]?.handling.p50).toBe(5 * MINUTE);
});

test("[E2] what goes on within three days was reopened, also after the period; later it is something new", async () => {
  const { conversation, clock, cards } = await openDay();
  const [soon, late] = [conversation(), conversation()];
  for (const one of [soon, late]) {
    one.opens();
    one.claims(ada);
    one.closes();
  }
  clock.now += 2 * DAY;
  soon.opens();
  clock.now += 2 * DAY;
  late.opens();
  expect((await cards())["ada"]).toMatchObject({ conversations: 2, resolved: 2, reopened: 1 });
});

test("[E2] half and nine of ten are told, so that one long conversation hides no other", async () => {
  const { conversation, after, cards } = await openDay();
  for (const minutes of [1, 1, 1, 1, 1, 1, 1, 1, 2, 60]) {
    const one = conversation();
    one.opens();
    one.claims(ada);
    after(minutes);
    one.says(ada, "hello");
    one.closes();
  }
  expect((await cards())["ada"]?.firstResponse).toEqual({ p50: MINUTE, p90: 2 * MINUTE, count: 10 });
});

test("[E2] of other inboxes nothing is told", async () => {
  const { conversation, logs, cards } = await openDay();
  Object.assign(logs.where, { inboxId: "mail" });
  const one = conversation();
  one.opens();
  one.claims(ada);
  expect(await cards({ from: START, to: START + DAY, inboxIds: ["web"] })).toEqual({});
});

test("[E2] what a version before counted is on cards after the next start, with the visitors' words", async () => {
  const { conversation, after, cards, store, start, service } = await openDay();
  const isAda = ({ agent }: Scorecard) => agent.id === "ada";
  const one = conversation();
  one.opens();
  one.claims(ada);
  after(2);
  one.says(ada, "hello");
  one.closes();
  one.write({ type: "rated", score: 5, comment: "good" });
  const counted = await cards();
  await EPISODES.open(store).updateMany({}, { $unset: { work: true, comment: true, ratedAt: true } });
  const stored = async () => (await service.scorecards({ from: START, to: START + DAY })).find(isAda);
  expect(await stored()).toMatchObject({ conversations: 1, resolved: 0, said: [] });
  start();
  await expect.poll(stored).toEqual(counted["ada"]);
});

test("[E2] the visitors' words are gone from cards once they are erased", async () => {
  const { conversation, cards, service } = await openDay();
  const one = conversation();
  one.opens();
  one.claims(ada);
  one.closes();
  one.write({ type: "rated", score: 1, comment: "my number is 0170" });
  await cards();
  await service.erase({ conversationIds: [one.id] });
  expect((await cards())["ada"]).toMatchObject({ csat: { count: 1, average: 1 }, said: [] });
});
