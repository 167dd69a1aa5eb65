import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { neighbour, storeThatTakes, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();

test("what a node did not get to list before it died is listed by the next one that starts", async () => {
  const conversationId = await world.begin();
  const dying = world.node(neighbour(), Date.now, storeThatTakes(world.store, 0, "conversations"));
  await dying.apply({ conversationId, id: newId(), command: visitorSays("refund") });
  await dying.apply({ conversationId, id: newId(), command: { do: "queue", reason: "asked" } });
  const next = world.node();
  expect(await next.queue({})).toMatchObject([{ conversationId }]);
  expect(await next.list({ status: ["queued"], limit: 10 })).toMatchObject([{ conversation: { id: conversationId } }]);
});

test("what a node did not get to list before it died is listed by those that go on running, within a minute", async () => {
  const clock = { now: Date.now() };
  const running = world.node(neighbour(), () => clock.now);
  expect(await running.queue({})).toEqual([]);
  const conversationId = await world.begin();
  const dying = world.node(neighbour(), () => clock.now, storeThatTakes(world.store, 0, "conversations"));
  await dying.apply({ conversationId, id: newId(), command: visitorSays("refund") });
  await dying.apply({ conversationId, id: newId(), command: { do: "queue", reason: "asked" } });
  clock.now += 61_000;
  expect(await running.queue({})).toMatchObject([{ conversationId }]);
});
