import { expect, test } from "vitest";
import { memoryOfNobody } from "../shared/memory.test.kit.ts";
import { createLoopGuard } from "./looping.ts";
import { createStopping, wishOf } from "./stopping.ts";

test.each<[string, "stop" | "start" | undefined]>([
  ["STOP", "stop"],
  [" stop. ", "stop"],
  ["Unsubscribe", "stop"],
  ["退订", "stop"],
  ["退訂！", "stop"],
  ["TD", "stop"],
  ["START", "start"],
  ["订阅", "start"],
  ["Please stop by", undefined],
  ["How do I cancel my order?", undefined],
  ["我要退订会员", undefined],
  ["", undefined],
])("%j means: %s", (text, wish) => {
  expect(wishOf(text)).toBe(wish);
});

test("who wants no more is known to every node until they want again, and not by their number", async () => {
  const memory = memoryOfNobody();
  const node = () => createStopping(memory);
  expect(await node().hasStopped("+15550100")).toBe(false);
  await node().heard("+15550100", "退订");
  await node().heard("+15550100", "hello");
  expect(await node().hasStopped("+15550100")).toBe(true);
  expect(await node().hasStopped("+15550101")).toBe(false);
  expect(memory.names().join()).not.toContain("5550100");
  await node().heard("+15550100", "Start");
  expect(await node().hasStopped("+15550100")).toBe(false);
});

test("who writes the same five times in two minutes is a machine, until they write something else", () => {
  let time = 0;
  const guard = createLoopGuard(() => time);
  const writes = (text: string, times: number) => {
    for (let index = 0; index < times; index += 1) guard.heard("+15550100", text);
  };
  writes("I am out of office.", 4);
  expect(guard.isLooping("+15550100")).toBe(false);
  writes("I am out of office.", 1);
  expect(guard.isLooping("+15550100")).toBe(true);
  expect(guard.isLooping("+15550101")).toBe(false);
  time += 120_001;
  expect(guard.isLooping("+15550100")).toBe(false);
  writes("I am out of office.", 5);
  writes("Are you there?", 1);
  expect(guard.isLooping("+15550100")).toBe(false);
});
