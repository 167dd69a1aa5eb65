import { expect, test } from "vitest";
import { DAY, openAnalytics, START } from "./analytics.test.kit.ts";
import { createAnalytics } from "./analytics.ts";

test("nodes that are each handed a part of a conversation count it once", async () => {
  const { conversation, logs, service, create } = await openAnalytics();
  const one = conversation();
  const nodes = [service, create(), create()];
  one.opens();
  for (let turn = 0; turn < 30; turn++) {
    const before = logs.events(one.id).length;
    one.asks(`question ${turn}`);
    const heads = [logs.since(one.id, before)];
    await nodes[turn % 3]?.follow({ heads });
    if (turn % 4 === 0) await nodes[(turn + 1) % 3]?.follow({ heads });
    if (turn % 10 === 0) await nodes[turn % 2]?.report({ from: START, to: START + DAY });
  }
  const reports = await Promise.all(nodes.map((node) => node.report({ from: START, to: START + DAY })));
  for (const each of reports) expect(each).toMatchObject({ conversations: 1, messages: 30 });
});

test("what is handed over while a count is being stored is not lost, nor is what only the memory of a killed process knew", async () => {
  const { conversation, logs, service, create, report } = await openAnalytics();
  const one = conversation();
  one.opens();
  await service.follow({ heads: [logs.since(one.id, 0)] });
  const storing = report();
  for (let turn = 1; turn <= 50; turn++) {
    one.asks("and another");
    await service.follow({ heads: [logs.since(one.id, turn)] });
  }
  await storing;
  // Another process knows what was followed from the store alone.
  expect(await create().report({ from: START, to: START + DAY })).toMatchObject({ conversations: 1, messages: 50 });
  expect(await report()).toMatchObject({ conversations: 1, messages: 50 });
});

test("what a node knows that ends as it should is counted, though another has counted the conversation meanwhile", async () => {
  const { conversation, logs, start, report } = await openAnalytics();
  const range = { from: START, to: START + DAY };
  const one = conversation();
  const ending = start();
  const other = start();
  one.opens();
  await ending.service.follow({ heads: [logs.since(one.id, 0)] });
  expect(await other.service.report(range)).toMatchObject({ messages: 0 });
  one.asks("a last word");
  await ending.service.follow({ heads: [logs.since(one.id, 1)] });
  expect(await other.service.report(range)).toMatchObject({ messages: 1 });
  one.rates(5);
  await ending.service.follow({ heads: [logs.since(one.id, 2)] });
  await ending.close();
  await other.close();
  expect(await report()).toMatchObject({ messages: 1, ratings: { count: 1 } });
});

test("what only a killed node knew is counted, though another has counted the conversation before", async () => {
  const { conversation, logs, store, service, create } = await openAnalytics();
  const range = { from: START, to: START + DAY };
  const one = conversation();
  one.opens();
  // A node that notes what it follows and never comes to count it.
  const killed = createAnalytics({ store, dialog: logs.dialog, now: () => START });
  await killed.service.follow({ heads: [logs.since(one.id, 0)] });
  await service.report(range);
  one.asks("a last word");
  await killed.service.follow({ heads: [logs.since(one.id, 1)] });
  expect(await create().report(range)).toMatchObject({ messages: 1 });
  await killed.close();
});
