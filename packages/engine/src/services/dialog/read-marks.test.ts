import { expect, test } from "vitest";
import { neighbour, useDialog, visitorSays } from "./fixture.ts";

const world = useDialog();

test("[P5] how far each side has read is kept, only upwards and at most to the end, whatever node is asked", async () => {
  const conversationId = await world.begin();
  for (const text of ["one", "two", "three"]) await world.apply(conversationId, visitorSays(text));
  const read = (by: "visitor" | "agents", seq: number, node = world.dialog) =>
    node.markRead({ conversationId, by, seq });
  expect(await world.dialog.readTo({ conversationId })).toEqual({ visitor: 0, agents: 0 });
  expect(await read("agents", 3)).toEqual({ seq: 3 });
  await read("agents", 2);
  expect(await read("visitor", 1_000_000)).toEqual({ seq: 4 });
  expect(await world.dialog.readTo({ conversationId })).toEqual({ visitor: 4, agents: 3 });
  const other = world.node(neighbour());
  await expect.poll(() => other.readTo({ conversationId })).toEqual({ visitor: 4, agents: 3 });
  // What is written afterwards leaves the marks where they are.
  await world.apply(conversationId, { do: "close", author: { kind: "visitor" } });
  expect(await other.readTo({ conversationId })).toEqual({ visitor: 4, agents: 3 });
});
