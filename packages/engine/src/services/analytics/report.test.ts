import { expect, test } from "vitest";
import { ada, bo, DAY, HOUR, MINUTE, openAnalytics, START } from "./analytics.test.kit.ts";
import { QUIET } from "./episode.ts";

test("a day without conversations is a report of zeros", async () => {
  const { report } = await openAnalytics();
  expect(await report()).toMatchObject({
    conversations: 0,
    messages: 0,
    botResolvedShare: 0,
    escalated: 0,
    decided: 0,
    waiting: { median: 0, p90: 0, longest: 0, count: 0, now: 0, left: 0 },
    ratings: { count: 0, average: 0, distribution: [0, 0, 0, 0, 0] },
    topIntents: [],
    agents: [],
  });
});

test("an episode is counted with its messages, intents, waiting, agents and rating", async () => {
  const { conversation, clock, follow, report } = await openAnalytics();
  const one = conversation();
  one.opens();
  one.bot("answer", one.asks("where is my order"), "track-order");
  one.bot("escalate", one.asks("Blah?"));
  clock.now += 3 * MINUTE;
  one.claims(ada);
  one.says(ada, "hello");
  one.claims(bo);
  one.says(bo, "I am Bo");
  one.closes();
  one.rates(4);
  await follow();
  expect(await report()).toMatchObject({
    conversations: 1,
    messages: 5,
    botResolvedShare: 0,
    escalated: 1,
    escalationReasons: [{ key: "unsure", count: 1 }],
    waiting: { median: 3 * MINUTE, p90: 3 * MINUTE, longest: 3 * MINUTE },
    ratings: { count: 1, average: 4, distribution: [0, 0, 0, 1, 0] },
    topIntents: [{ key: "track-order", count: 1 }],
    unanswered: [{ key: "Blah?", count: 1 }],
    agents: [
      { id: "ada", name: "Ada", claimed: 1, messages: 1, rating: 0 },
      { id: "bo", name: "Bo", claimed: 1, messages: 1, rating: 4 },
    ],
  });
});

test("the bot has resolved what it answered, if that was the end or half an hour passed, and nobody was needed", async () => {
  const { conversation, clock, follow, report } = await openAnalytics();
  const share = async () => (await report()).botResolvedShare;
  const decided = async () => (await report()).decided;
  const quiet = conversation();
  quiet.opens();
  quiet.bot("answer", quiet.asks("refund?"));
  await follow();
  expect([await share(), await decided()]).toEqual([0, 0]);
  clock.now += QUIET;
  expect([await share(), await decided()]).toEqual([1, 1]);

  const ended = conversation();
  ended.opens();
  const answer = ended.bot("article", ended.asks("sizes?"));
  ended.closes();
  await follow();
  expect(await share()).toBe(1);

  ended.write({ type: "judged", messageId: answer, helpful: false });
  await follow();
  expect(await share()).toBe(0.5);
  ended.write({ type: "judged", messageId: answer, helpful: true });
  await follow();
  expect(await share()).toBe(1);

  const asked = conversation();
  asked.opens();
  asked.bot("answer", asked.asks("refund?"));
  asked.queues();
  asked.closes();
  const taken = conversation();
  taken.opens();
  taken.bot("answer", taken.asks("refund?"));
  taken.claims(ada);
  taken.closes();
  const unanswered = conversation();
  unanswered.opens();
  unanswered.bot("offer", unanswered.asks("what is the weather"));
  unanswered.closes();
  await follow();
  expect(await share()).toBeCloseTo(2 / 5);
  const goingOn = conversation();
  goingOn.opens();
  goingOn.bot("answer", goingOn.asks("sizes?"));
  await follow();
  expect([await share(), await decided()]).toEqual([2 / 5, 5]);
});

test("waiting has a median, a nine-in-ten and a longest; who gave up or went back to the queue is counted right", async () => {
  const { conversation, clock, follow, report } = await openAnalytics();
  for (let minutes = 1; minutes <= 10; minutes++) {
    const one = conversation();
    one.opens();
    one.queues();
    clock.now += minutes * MINUTE;
    one.claims(ada);
  }
  const givenUp = conversation();
  givenUp.opens();
  givenUp.queues();
  clock.now += HOUR;
  givenUp.closes();
  await follow();
  const { waiting, escalated } = await report();
  expect(waiting).toEqual({
    median: 5 * MINUTE,
    p90: 9 * MINUTE,
    longest: 10 * MINUTE,
    count: 10,
    now: 0,
    left: 1,
  });
  expect(escalated).toBe(11);

  const back = conversation();
  back.opens();
  back.queues();
  back.claims(ada);
  back.write({ type: "released", to: "queue", author: { kind: "agent", ...ada } });
  clock.now += 20 * MINUTE;
  back.claims(bo);
  await follow();
  expect((await report()).waiting.longest).toBe(20 * MINUTE);

  const still = conversation();
  still.opens();
  still.queues();
  clock.now += 30 * MINUTE;
  await follow();
  expect((await report()).waiting.longest).toBe(30 * MINUTE);
});

test("who still waits counts with the time so far, so that waiting looks no shorter than it is", async () => {
  const { conversation, clock, follow, report } = await openAnalytics();
  const queued = Array.from({ length: 35 }, () => {
    const one = conversation();
    one.opens();
    one.queues();
    clock.now += 20_000;
    return one;
  });
  for (const one of queued.slice(-2)) one.claims(ada);
  clock.now += MINUTE;
  await follow();
  const { waiting } = await report();
  expect(waiting).toMatchObject({ count: 35, now: 33, left: 0, longest: 35 * 20_000 + MINUTE });
  expect(waiting.median).toBe(18 * 20_000 + MINUTE);
  expect(waiting.p90).toBe(32 * 20_000 + MINUTE);
});

test("an agent who comes back to a conversation has one conversation, not two", async () => {
  const { conversation, follow, report } = await openAnalytics();
  const one = conversation();
  one.opens();
  one.queues();
  one.claims(ada);
  one.write({ type: "released", to: "queue", author: { kind: "agent", ...ada } });
  one.claims(ada);
  await follow();
  expect((await report()).agents).toMatchObject([{ name: "Ada", claimed: 1 }]);
});

test("who waits and is handed to another team has waited from the beginning", async () => {
  const { conversation, clock, follow, report } = await openAnalytics();
  const one = conversation();
  one.opens();
  one.queues();
  clock.now += 20 * MINUTE;
  one.write({ type: "released", to: "queue", author: { kind: "agent", ...ada }, team: "tax" });
  clock.now += MINUTE;
  one.claims(ada);
  await follow();
  expect((await report()).waiting).toMatchObject({ longest: 21 * MINUTE, count: 1 });
});

test("the same question in other dress is one question, the most asked first", async () => {
  const { conversation, clock, follow, report } = await openAnalytics();
  for (const text of ["能开发票吗", "Do you deliver to Mars?", "do you  deliver to mars", "DO YOU DELIVER TO MARS!!"]) {
    clock.now++;
    const one = conversation();
    one.opens();
    one.bot("clarify", one.asks(text));
  }
  await follow();
  expect((await report()).unanswered).toEqual([
    { key: "Do you deliver to Mars?", count: 3 },
    { key: "能开发票吗", count: 1 },
  ]);
});

test("two days are shown by the hour, more by the day, from the asker's own midnight on", async () => {
  const { conversation, clock, follow, report } = await openAnalytics();
  clock.now = START + 25 * HOUR + 1;
  const one = conversation();
  one.opens();
  one.queues();
  await follow();
  const hours = (await report({ from: START, to: START + 2 * DAY })).traffic;
  expect(hours).toHaveLength(48);
  expect(hours.filter(({ conversations }) => conversations > 0)).toEqual([
    { at: START + 25 * HOUR, conversations: 1, escalated: 1 },
  ]);
  const days = (await report({ from: START, to: START + 2 * DAY + 1 })).traffic;
  expect(days.map(({ conversations }) => conversations)).toEqual([0, 1, 0]);
});

test.each([
  [1, 1],
  [2, 1],
  [0, 401 * DAY],
])("a report from %d to %d is refused", async (from, to) => {
  const { service } = await openAnalytics();
  await expect(service.report({ from, to })).rejects.toMatchObject({ code: "invalid" });
});
