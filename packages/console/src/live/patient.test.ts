import { ChatError } from "@parley/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Ask } from "./ask.ts";
import { patient } from "./patient.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Refuses with the codes given, in order, then answers. */
function engine(...codes: ("unavailable" | "conflict")[]) {
  let asked = 0;
  const ask = (async () => {
    const code = codes[asked++];
    if (code) throw new ChatError(code, code);
    return "answer";
  }) as unknown as Ask;
  return { ask, asked: () => asked };
}

test("[R2] what may succeed later is asked again, as often as wanted", async () => {
  const { ask, asked } = engine("unavailable", "unavailable");
  const answer = patient(ask, 3)("claim", { conversationId: "c1", id: "event-1" });
  await vi.runAllTimersAsync();
  expect(await answer).toBe("answer");
  expect(asked()).toBe(3);
});

test("[R2] what would fail again is not asked again", async () => {
  const { ask, asked } = engine("conflict");
  await expect(patient(ask)("claim", { conversationId: "c1", id: "event-1" })).rejects.toThrow("conflict");
  expect(asked()).toBe(1);
});
