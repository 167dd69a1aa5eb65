import { expect, onTestFinished, test, vi } from "vitest";
import type { Answers } from "./answered.ts";
import type { Heads } from "./heads.ts";
import { createLog, type Step } from "./log.ts";
import type { Events } from "./events.ts";

test("[R2] nothing is decided once the asker has stopped waiting for a store that was silent", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const conversation = { id: "c", seq: 7 };
  const inserted: unknown[] = [];
  const look = async () => ({ conversation });
  const silent = async () => {
    vi.advanceTimersByTime(11_000);
    return look();
  };
  const heads = { get: silent, refresh: look, advance: look } as unknown as Heads;
  const insert = async (event: unknown) => inserted.push(event) > 0;
  const events = { findOne: async () => undefined, insert } as unknown as Events;
  const answers = { recall: async () => undefined } as unknown as Answers;
  const next = (): Step => ({ id: "late", happening: { type: "closed", author: { kind: "visitor" } } });
  const late = createLog({ events, heads, answers, now: Date.now }).commit({ conversationId: "c", id: "late", next });
  await expect(late).rejects.toMatchObject({ code: "unavailable" });
  expect(inserted).toEqual([]);
});
