import { describe, expect, test } from "vitest";
import type { SendResult } from "../../services/dialog/contract.ts";
import type { Memory } from "../../spine/port.ts";
import { memoryOfNobody } from "./memory.test.kit.ts";
import { createProgress } from "./progress.ts";

const parts = ["one", "two", "three"].map((text) => ({ text }));
const cut = (): Promise<SendResult> => Promise.reject(new Error("cut"));
const blocked = (): Promise<SendResult> => Promise.resolve({ is: "blocked", reason: "Not now." });

describe("of a message that was cut short only what is missing is sent again", () => {
  test.each<[string, () => Promise<SendResult>]>([
    ["cut", cut],
    // Who tries again what was blocked begins with the first attempt.
    ["blocked", blocked],
  ])("%s", async (_, fails) => {
    const sent: string[] = [];
    const failing = new Set(["two", "three"]);
    const remembered = memoryOfNobody();
    // Each attempt on another node.
    const attempt = () =>
      createProgress(remembered, Date.now)({ key: "ann/1", parts }, ({ text }) => {
        if (failing.delete(text)) return fails();
        sent.push(text);
        return Promise.resolve({ is: "sent", externalId: `id of ${text}` });
      }).catch(() => undefined);
    await attempt();
    await attempt();
    expect(await attempt()).toEqual({ is: "sent", externalId: "id of three" });
    expect(sent).toEqual(["one", "two", "three"]);
    expect(remembered.names().join()).not.toContain("ann");
  });
});

test("one part is nothing to remember", async () => {
  const nothing: Memory = { get: () => Promise.reject(new Error("no")), set: () => Promise.reject(new Error("no")) };
  const sent: SendResult = { is: "sent", externalId: "id" };
  const inParts = createProgress(nothing, Date.now);
  expect(await inParts({ key: "a/1", parts: parts.slice(1, 2) }, () => Promise.resolve(sent))).toEqual(sent);
});

test("where somebody else has noted something meanwhile it is noted all the same", async () => {
  const remembered = memoryOfNobody();
  let isFirst = true;
  const disturbed: Memory = {
    get: (key) => remembered.get(key),
    async set(key, value, seen, until) {
      if (isFirst) await remembered.set(key, "0", seen);
      isFirst = false;
      return await remembered.set(key, value, seen, until);
    },
  };
  const said: string[] = [];
  const inParts = createProgress(disturbed, Date.now);
  for (let attempts = 0; attempts < 2; attempts += 1)
    await inParts({ key: "a/1", parts: parts.slice(0, 2) }, ({ text }) => {
      said.push(text);
      return text === "two" && attempts === 0 ? blocked() : Promise.resolve({ is: "sent" });
    });
  expect(said).toEqual(["one", "two", "two"]);
});
