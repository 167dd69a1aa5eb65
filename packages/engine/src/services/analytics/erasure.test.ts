import { expect, test } from "vitest";
import { openAnalytics, START } from "./analytics.test.kit.ts";

const SECRET = "does kanarienvogel like purple elephants";

/** A world in which the words of one conversation are counted, and the log can be erased as the dialog service does it. */
async function openErased() {
  const world = await openAnalytics();
  const { conversation, logs, store, clock } = world;
  const one = conversation();
  const asks = () => {
    one.opens();
    one.bot("offer", one.asks(SECRET));
    one.closes();
  };
  /** What a node is told that saw what happened after a number. */
  const news = (after: number) => ({ heads: [logs.since(one.id, after)] });
  const eraseLog = () => {
    clock.now += 86_400_000;
    one.write({ type: "erased" });
    logs.dropBefore(one.id);
  };
  const stored = async () => JSON.stringify(await store.collection("episodes").find({}));
  return { ...world, one, asks, news, eraseLog, stored };
}

test("[T4] what was erased stays erased on an engine where nothing else happens", async () => {
  const { one, asks, news, eraseLog, service, report, stored } = await openErased();
  asks();
  await service.follow(news(0));
  await report();
  expect(await stored()).toContain(SECRET);
  await service.erase({ conversationIds: [one.id] });
  eraseLog();
  await service.follow(news(4));
  expect(await report()).toMatchObject({ conversations: 1, messages: 2, unanswered: [] });
  expect(await stored()).not.toContain(SECRET);
});

test("[T4] what was erased stays erased where another node has the words in memory and hears of the erasure", async () => {
  const { one, asks, news, eraseLog, service, create, report, stored } = await openErased();
  const other = create();
  asks();
  await other.follow(news(0));
  await other.report({ from: START, to: START + 1 });
  await service.erase({ conversationIds: [one.id] });
  eraseLog();
  await other.follow(news(4));
  await other.report({ from: START, to: START + 1 });
  expect(await stored()).not.toContain(SECRET);
  expect(await report()).toMatchObject({ conversations: 1, messages: 2, unanswered: [] });
});

test("[T4] what was erased stays erased where a node ends whose words were not stored yet", async () => {
  const { one, asks, news, eraseLog, service, start, report, stored } = await openErased();
  const ending = start();
  asks();
  asks();
  await ending.service.follow(news(0));
  await service.erase({ conversationIds: [one.id] });
  eraseLog();
  await ending.service.follow(news(8));
  await ending.close();
  expect(await stored()).not.toContain(SECRET);
  expect(await report()).toMatchObject({ conversations: 2, messages: 4, unanswered: [] });
});

test("[T4] what another node counted between the erasure here and the end of the log goes with it, episodes before included", async () => {
  const { one, asks, news, eraseLog, service, create, report, stored } = await openErased();
  asks();
  asks();
  await service.erase({ conversationIds: [one.id] });
  const other = create();
  await other.follow({ heads: [{ conversationId: one.id, seq: 8 }] });
  await other.report({ from: START, to: START + 1 });
  expect(await stored()).toContain(SECRET);
  eraseLog();
  await service.follow(news(8));
  await report();
  expect(await stored()).not.toContain(SECRET);
});

test("[T4] a conversation that was erased before anybody counted it is in no report, and who comes back in it is counted", async () => {
  const { one, asks, eraseLog, service, report, logs, clock, errors } = await openErased();
  asks();
  eraseLog();
  await service.follow({ heads: logs.heads() });
  expect(await report({ from: START, to: clock.now + 1 })).toMatchObject({ conversations: 0 });
  clock.now += 1;
  one.opens();
  one.asks("me again");
  await service.follow({ heads: logs.heads() });
  expect(await report({ from: START, to: clock.now + 1 })).toMatchObject({ conversations: 1, messages: 1 });
  expect(errors).toEqual([]);
});
