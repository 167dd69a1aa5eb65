import { expect, test } from "vitest";
import { memoryOfNobody } from "../shared/memory.test.kit.ts";
import { createReplies } from "./replies.ts";

const first = (key: string) => ({ to: "ann", key, attempts: 1 });
const again = (key: string) => ({ ...first(key), attempts: 2 });
const open = () => {
  const memory = memoryOfNobody();
  // Each on another node.
  return { memory, replies: () => createReplies(memory, Date.now) };
};

test("what somebody wrote is answered by its token once, by one message alone", async () => {
  const { replies } = open();
  await replies().came("ann", "token");
  const both = await Promise.all([replies().tokenFor(first("c/1")), replies().tokenFor(first("c/2"))]);
  expect(both.filter(Boolean)).toEqual([{ token: "token", isAgain: false }]);
  expect(await replies().tokenFor(first("c/3"))).toBeUndefined();
});

test("a second attempt gets the token of the first, and none that came since: it may be shown already", async () => {
  const { replies } = open();
  await replies().came("ann", "one");
  await replies().tokenFor(first("c/1"));
  expect(await replies().tokenFor(first("c/2"))).toBeUndefined();
  await replies().came("ann", "two");
  expect(await replies().tokenFor(again("c/1"))).toEqual({ token: "one", isAgain: true });
  expect(await replies().tokenFor(again("c/2"))).toBeUndefined();
  expect(await replies().tokenFor(first("c/3"))).toEqual({ token: "two", isAgain: false });
});

test("a token is of no use after a moment, and nobody's name is kept with it", async () => {
  const { memory, replies } = open();
  await createReplies(memory, () => Date.now() - 25_000).came("ann", "old");
  expect(await replies().tokenFor(first("c/1"))).toBeUndefined();
  await replies().came("bob", "new");
  expect(memory.names().join()).not.toContain("bob");
});

test("a token that LINE refused to look at was not used: what is told of it then is no sign that it was", async () => {
  const { replies } = open();
  await replies().came("ann", "one");
  await replies().tokenFor(first("c/1"));
  await replies().refused("c/1");
  expect(await replies().tokenFor(again("c/1"))).toEqual({ token: "one", isAgain: false });
  expect(await replies().tokenFor(again("c/1"))).toEqual({ token: "one", isAgain: true });
  await replies().refused("c/2");
  expect(await replies().tokenFor(again("c/2"))).toBeUndefined();
});
