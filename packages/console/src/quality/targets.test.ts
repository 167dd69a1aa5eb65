import type { Scorecard } from "@parley/protocol";
import { expect, test } from "vitest";
import { misses, targetOf } from "./targets.ts";

const none = { p50: 0, p90: 0, count: 0 };
const card: Scorecard = {
  agent: { id: "ada", name: "Ada" },
  conversations: 1,
  messages: 1,
  firstResponse: { p50: 61_000, p90: 61_000, count: 1 },
  handling: none,
  resolution: none,
  resolved: 0,
  reopened: 0,
  transfers: 0,
  csat: { count: 1, average: 4.5 },
  said: [],
  adherence: { scheduled: 100, kept: 80, available: 80, away: [] },
};

test("[E9] first words should be soon, ratings, shifts and reviews high; what nobody has is not missed", () => {
  const targets = { firstResponseSeconds: 60, csat: 4.5, adherence: 90, quality: 80 };
  const names = ["firstResponse", "csat", "adherence", "quality", "messages"] as const;
  expect(names.map((name) => misses(card, targets, name))).toEqual([true, false, true, false, false]);
  expect(names.map((name) => targetOf(targets, name))).toEqual([60_000, 4.5, 0.9, 0.8, undefined]);
  expect(names.map((name) => misses(card, {}, name))).toEqual([false, false, false, false, false]);
});
