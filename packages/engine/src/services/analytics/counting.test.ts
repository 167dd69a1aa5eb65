import { expect, onTestFinished, test, vi } from "vitest";
import { DAY, openAnalytics, START } from "./analytics.test.kit.ts";
import { beginEpisode, countEvent } from "./episode.ts";

test("an event is counted once, however often, late or out of order it is followed, on however many nodes", async () => {
  const { conversation, logs, service, create, report } = await openAnalytics();
  const one = conversation();
  one.opens();
  for (let times = 0; times < 30; times++) one.asks(`question ${times}`);
  const nodes = [service, create(), create()];
  const heads = [31, 3, 17, 31, 0, 31].map((seq) => ({ heads: [{ conversationId: one.id, seq }] }));
  await Promise.all(heads.flatMap((head) => nodes.map((node) => node.follow(head))));
  await Promise.all(nodes.map((node) => node.report({ from: START, to: START + DAY })));
  one.asks("the last one");
  await service.follow({ heads: logs.heads() });
  await Promise.all(nodes.map((node) => node.report({ from: START, to: START + DAY })));
  expect(await report()).toMatchObject({ conversations: 1, messages: 31 });
});

test("a slow node does not undo what a faster one has counted, not for a moment", async () => {
  // Nobody counts by himself: a page that is held back must be that of the report.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { conversation, logs, service, create } = await openAnalytics();
  const one = conversation();
  const range = { from: START, to: START + DAY };
  one.opens();
  await service.follow({ heads: logs.heads() });
  await service.report(range);

  one.asks("first");
  await service.follow({ heads: logs.heads() });
  const before = logs.reads();
  const releaseFirst = logs.delayRead();
  const slow = service.report(range);
  await expect.poll(() => logs.reads()).toBe(before + 1);
  one.asks("second");
  const fast = create();
  await fast.follow({ heads: logs.heads() });
  expect(await fast.report(range)).toMatchObject({ messages: 2 });
  const counted = logs.reads();
  const releaseSecond = logs.delayRead();
  releaseFirst();
  await expect.poll(() => logs.reads()).toBe(counted + 1);
  expect(await fast.report(range)).toMatchObject({ messages: 2 });
  releaseSecond();
  expect(await slow).toMatchObject({ messages: 2 });
});

test("what moves on while it is being counted is counted too", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { conversation, logs, service } = await openAnalytics();
  const one = conversation();
  const range = { from: START, to: START + DAY };
  one.opens();
  await service.follow({ heads: logs.heads() });
  // The page has all there is: while it is on its way, something happens.
  const release = logs.delayRead(0);
  const counting = service.report(range);
  await expect.poll(() => logs.reads()).toBe(1);
  one.asks("just now");
  await service.follow({ heads: logs.heads() });
  release();
  await counting;
  expect(await service.report(range)).toMatchObject({ messages: 1 });
});

test("an event that was counted changes nothing when it comes again, nor does an older one", () => {
  const place = (seq: number) => ({ id: `event-${seq}`, conversationId: "c", seq, at: START });
  const opened = { ...place(1), type: "opened", author: { kind: "visitor" } } as const;
  const said = {
    ...place(2),
    type: "message",
    author: { kind: "visitor" },
    content: { type: "text", text: "hi" },
  } as const;
  const once = [opened, said].reduce(countEvent, beginEpisode(opened, 1));
  expect(once).toMatchObject({ seq: 2, visitorMessages: 1 });
  expect([said, opened, said].reduce(countEvent, once)).toEqual(once);
});

test("each episode of a conversation counts, at the time it began", async () => {
  const { conversation, clock, follow, report } = await openAnalytics();
  const one = conversation();
  for (let day = 0; day < 3; day++) {
    one.opens();
    one.bot("answer", one.asks("refund?"));
    one.closes();
    clock.now += DAY;
    one.rates(day + 3);
  }
  await follow();
  expect(await report({ from: START, to: START + 3 * DAY })).toMatchObject({
    conversations: 3,
    botResolvedShare: 1,
    ratings: { distribution: [0, 0, 1, 1, 1] },
    traffic: [
      { at: START, conversations: 1 },
      { at: START + DAY, conversations: 1 },
      { at: START + 2 * DAY, conversations: 1 },
    ],
  });
  expect(await report({ from: START + DAY, to: START + 2 * DAY })).toMatchObject({ conversations: 1, messages: 2 });
});

test("what was followed is counted by itself, and by the next process if this one ends", async () => {
  const { conversation, clock, follow, create, store } = await openAnalytics();
  const one = conversation();
  one.opens();
  await follow();
  await expect.poll(() => store.collection("following").count({})).toBe(0);
  expect(await store.collection("episodes").count({})).toBe(1);

  one.asks("more");
  const note = { _id: `killed/${one.id}`, conversationId: one.id, head: 2, at: clock.now - 2 * DAY };
  await store.collection("following").insert(note);
  const next = create();
  await expect.poll(() => store.collection("following").count({})).toBe(0);
  expect(await next.report({ from: START, to: START + DAY })).toMatchObject({ messages: 1 });
});

test.each([200, 70, 1])(
  "a log of five thousand events that was never followed is counted in full, by pages of %i",
  async (most) => {
    const { conversation, logs, follow, report } = await openAnalytics();
    logs.pages.most = most;
    const one = conversation();
    one.opens();
    for (let times = 0; times < 5000; times++) one.asks("again");
    await follow();
    expect(await report()).toMatchObject({ conversations: 1, messages: 5000 });
  },
);

test("one log that cannot be read neither hides the others nor is given up", async () => {
  const { conversation, logs, follow, report, errors } = await openAnalytics();
  const [one, other] = [conversation(), conversation()];
  for (const each of [one, other]) each.opens();
  logs.broken.add(one.id);
  await follow();
  expect(await report()).toMatchObject({ conversations: 1 });
  expect(errors).toHaveLength(1);
  logs.broken.clear();
  expect(await report()).toMatchObject({ conversations: 2 });
});

test("what happened and is handed over is counted without a look at the log", async () => {
  const { conversation, logs, service, report } = await openAnalytics();
  const one = conversation();
  const say = async (what: () => void) => {
    const before = logs.events(one.id).length;
    what();
    await service.follow({ heads: [logs.since(one.id, before)] });
  };
  await say(() => one.opens());
  await say(() => one.bot("answer", one.asks("refund?")));
  expect(await report()).toMatchObject({ conversations: 1, messages: 2 });
  await say(() => one.asks("thanks"));
  await say(() => one.closes());
  await say(() => {
    one.opens();
    one.asks("me again");
  });
  expect(await report()).toMatchObject({ conversations: 2, messages: 4 });
  expect(logs.reads()).toBe(0);
});

test("what is missing between what is counted and what is handed over is read", async () => {
  const { conversation, logs, service, report } = await openAnalytics();
  const one = conversation();
  one.opens();
  await service.follow({ heads: [logs.since(one.id, 0)] });
  one.asks("told to nobody");
  one.asks("told");
  await service.follow({ heads: [logs.since(one.id, 2)] });
  one.asks("told too");
  await service.follow({ heads: [logs.since(one.id, 3)] });
  expect(await report()).toMatchObject({ conversations: 1, messages: 3 });
  expect(logs.reads()).toBeGreaterThan(0);
});

test("events that come one right after the other are counted as they come: no log is read", async () => {
  const { conversation, logs, service, report } = await openAnalytics();
  const one = conversation();
  one.opens();
  const first = service.follow({ heads: [logs.since(one.id, 0)] });
  one.asks("at once");
  await Promise.all([first, service.follow({ heads: [logs.since(one.id, 1)] })]);
  expect(await report()).toMatchObject({ messages: 1 });
  expect(logs.reads()).toBe(0);
});

test("a long log whose beginning is gone is an error, not a search without end", async () => {
  const { conversation, logs, follow, report, errors } = await openAnalytics();
  const one = conversation();
  one.opens();
  for (let turn = 0; turn < 2300; turn++) one.asks("words");
  logs.forgetBefore(one.id, 150);
  await follow();
  expect(await report()).toMatchObject({ conversations: 0 });
  expect(errors).not.toHaveLength(0);
});

test("nothing is read again of conversations that did not move", async () => {
  const { conversation, logs, follow, report } = await openAnalytics();
  conversation().opens();
  await follow();
  await report();
  const before = logs.reads();
  await report();
  expect(logs.reads()).toBe(before);
});

test("thousands of episodes, many in the same moment, are each in the report once", async () => {
  const { store, report } = await openAnalytics();
  const episodes = store.collection("episodes");
  const inserts = Array.from({ length: 4500 }, (_, index) => {
    const at = START + (index < 2500 ? 7 : index);
    return episodes.insert(beginEpisode({ conversationId: `c${index}`, seq: 1, at, id: "x", type: "hidden" }, 1));
  });
  await Promise.all(inserts);
  expect((await report()).conversations).toBe(4500);
});
