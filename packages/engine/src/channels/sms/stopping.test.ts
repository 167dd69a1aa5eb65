import { expect, test } from "vitest";
import type { Memory } from "../../spine/port.ts";
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
  await node().heard("+15550100", { id: "1", text: "退订" });
  await node().heard("+15550100", { id: "2", text: "hello" });
  expect(await node().hasStopped("+15550100")).toBe(true);
  expect(await node().hasStopped("+15550101")).toBe(false);
  expect(memory.names().join()).not.toContain("5550100");
  await node().heard("+15550100", { id: "3", text: "Start" });
  expect(await node().hasStopped("+15550100")).toBe(false);
});

test("a STOP that is handed over once more, behind a START, stops nobody again", async () => {
  const stopping = createStopping(memoryOfNobody());
  await stopping.heard("+15550100", { id: "1", text: "STOP" });
  await stopping.heard("+15550100", { id: "2", text: "START" });
  await stopping.heard("+15550100", { id: "1", text: "STOP" });
  expect(await stopping.hasStopped("+15550100")).toBe(false);
  await stopping.heard("+15550100", { id: "3", text: "STOP" });
  expect(await stopping.hasStopped("+15550100")).toBe(true);
});

test("a STOP is kept though another node writes at the same moment", async () => {
  const memory = memoryOfNobody();
  await createStopping(memory).heard("+15550100", { id: "1", text: "START" });
  let isFirst = true;
  const busy: Memory = {
    get: memory.get,
    async set(key, value, seen, until) {
      if (isFirst) await memory.set(key, "", seen, until);
      isFirst = false;
      return await memory.set(key, value, seen, until);
    },
  };
  await createStopping(busy).heard("+15550100", { id: "2", text: "STOP" });
  expect(await createStopping(memory).hasStopped("+15550100")).toBe(true);
});

test("who writes the same five times in two minutes is a machine, until they write something else", () => {
  let [time, number] = [0, 0];
  const guard = createLoopGuard(() => time);
  const writes = (text: string, times: number) => {
    for (let index = 0; index < times; index += 1) guard.heard({ from: "+15550100", text, id: `${(number += 1)}` });
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

test("what the gateway hands over again and again was written once", () => {
  const guard = createLoopGuard(() => 0);
  for (const id of ["1", "2", "1", "2", "1", "2"]) guard.heard({ from: "+15550100", text: "Yes", id });
  expect(guard.isLooping("+15550100")).toBe(false);
});
