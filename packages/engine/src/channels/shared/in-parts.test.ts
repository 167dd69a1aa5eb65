import { expect, test } from "vitest";
import type { Memory } from "../../spine/port.ts";
import { inParts } from "./in-parts.ts";

function memory(): Memory {
  const kept = new Map<string, { value: string; version: number }>();
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    set(key, value, seen) {
      const free = (kept.get(key)?.version ?? 0) === seen;
      if (free) kept.set(key, { value, version: seen + 1 });
      return Promise.resolve(free);
    },
  };
}
const parts = ["one", "two", "three"].map((text) => ({ text }));

test("of a message that was cut short only what is missing is sent again", async () => {
  const sent: string[] = [];
  const failing = new Set(["two", "three"]);
  const remembered = memory();
  const attempt = (attempts: number) =>
    inParts(remembered, { key: "a/1", parts, attempts }, ({ text }) => {
      if (failing.delete(text)) return Promise.reject(new Error("cut"));
      sent.push(text);
      return Promise.resolve(`id of ${text}`);
    });
  await expect(attempt(1)).rejects.toThrow("cut");
  await expect(attempt(2)).rejects.toThrow("cut");
  expect(await attempt(3)).toBe("id of three");
  expect(sent).toEqual(["one", "two", "three"]);
});

test("one part is nothing to remember", async () => {
  const nothing: Memory = { get: () => Promise.reject(new Error("no")), set: () => Promise.reject(new Error("no")) };
  const [only] = parts;
  if (!only) throw new Error("There is one.");
  expect(await inParts(nothing, { key: "a/1", parts: [only], attempts: 2 }, () => Promise.resolve("id"))).toBe("id");
});
