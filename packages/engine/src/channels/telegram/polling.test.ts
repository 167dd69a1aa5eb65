import { expect, onTestFinished, test } from "vitest";
import type { Memory } from "../../spine/port.ts";
import { createApi } from "./api.ts";
import { openTelegram } from "./peer.test.kit.ts";
import { startPolling } from "./polling.ts";
import { readUpdate } from "./update.ts";

/** What all nodes remember. */
function memory(): Memory {
  const kept = new Map<string, { value: string; version: number; until: number }>();
  const known = (key: string) => {
    const found = kept.get(key);
    return found && found.until > Date.now() ? found : undefined;
  };
  return {
    get: (key) => Promise.resolve(known(key)),
    set(key, value, seen, until = Number.POSITIVE_INFINITY) {
      const isFirst = (known(key)?.version ?? 0) === seen;
      if (isFirst) kept.set(key, { value, version: seen + 1, until });
      return Promise.resolve(isFirst);
    },
  };
}

test("of two nodes one asks, and the other goes on where it was when that one is gone; what was refused comes again", async () => {
  const telegram = await openTelegram("1:token");
  onTestFinished(() => telegram.close());
  const remembered = memory();
  const api = createApi({ fetch: (url, init) => fetch(url, init) }, telegram.api, "1:token");
  const taken: [node: string, text: string | undefined][] = [];
  let refuses = true;
  const node = (name: string) =>
    startPolling({
      api,
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
