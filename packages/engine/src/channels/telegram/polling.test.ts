import { expect, onTestFinished, test } from "vitest";
import { memoryOfNobody } from "../shared/memory.test.kit.ts";
import { createApi } from "./api.ts";
import { openTelegram } from "./peer.test.kit.ts";
import { startPolling } from "./polling.ts";
import { readUpdate } from "./update.ts";

test("of two nodes one asks, and the other goes on where it was when that one is gone; what was refused comes again", async () => {
  const telegram = await openTelegram("1:token");
  onTestFinished(() => telegram.close());
  const remembered = memoryOfNobody();
  const api = createApi({ fetch: (url, init) => fetch(url, init) }, telegram.api, "1:token");
  const taken: [node: string, text: string | undefined][] = [];
  let refuses = true;
  const node = (name: string) =>
    startPolling({
      api,
      bot: "1",
      whose: () => "ann",
      memory: remembered,
      async take(update) {
        const text = readUpdate(update)?.message?.text;
        if (text === "two" && refuses) {
          refuses = false;
          throw new Error("The store is away.");
        }
        taken.push([name, text]);
      },
      onError: () => {},
    });
  const says = (text: string) => telegram.deliver(telegram.written(7, { text }));

  const first = node("first");
  await Promise.all([says("one"), says("two")]);
  const second = node("second");
  await says("three");
  await first.stop();
  await says("four");
  await second.stop();
  expect(taken).toEqual([
    ["first", "one"],
    ["first", "two"],
    ["first", "three"],
    ["second", "four"],
  ]);
});

test("another bot's updates are asked for from their beginning: their numbers are others", async () => {
  const telegram = await openTelegram("1:token");
  onTestFinished(() => telegram.close());
  const remembered = memoryOfNobody();
  const api = createApi({ fetch: (url, init) => fetch(url, init) }, telegram.api, "1:token");
  const asked: number[] = [];
  const bot = (number: string) =>
    startPolling({
      api: {
        ...api,
        call: async (method, given, signal) => {
          if (method === "getUpdates") asked.push((given as { offset: number }).offset);
          return await api.call(method, given, signal);
        },
      },
      bot: number,
      whose: () => "ann",
      memory: remembered,
      take: () => Promise.resolve(),
      onError: () => {},
    });
  const first = bot("1");
  const one = telegram.written(7, { text: "one" });
  await telegram.deliver(one);
  await first.stop();
  asked.length = 0;
  const second = bot("2");
  await expect.poll(() => asked[0]).toBe(0);
  await second.stop();
  asked.length = 0;
  const third = bot("1");
  await expect.poll(() => asked[0]).toBe(one.update_id + 1);
  await third.stop();
});
