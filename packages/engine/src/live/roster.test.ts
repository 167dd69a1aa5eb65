import { randomBytes } from "node:crypto";
import type { LiveBeat } from "@parley/protocol";
import { expect, onTestFinished, test, vi } from "vitest";
import { createRoster, onSiteId } from "./roster.ts";

const key = () => randomBytes(16).toString("base64url");
const beat = (more: Partial<LiveBeat> = {}): LiveBeat => ({
  key: key(),
  page: { url: "https://shop.example/" },
  locale: "en",
  visits: 1,
  ...more,
});

function open(most?: number) {
  const clock = { now: 1_000_000 };
  const roster = createRoster(() => clock.now, most);
  const hear = (said: LiveBeat, inboxId = "shop") =>
    roster.hear({ inboxId, beat: said, place: undefined, visitorId: undefined });
  return { clock, roster, hear };
}

test("[O5] of an inbox no more people are known than there is room for, and those who are known stay so", () => {
  const { roster, hear } = open(3);
  const first = beat();
  for (const one of [first, beat(), beat(), beat(), beat()]) hear(one);
  expect(roster.all(["shop"])).toHaveLength(3);
  expect(hear({ ...first, page: { url: "https://shop.example/next" } })).toMatchObject({
    page: { url: "https://shop.example/next" },
  });
  expect(hear(beat(), "other")).toBeDefined();
});

test("[O2] whoever is not heard of is gone after 150 seconds, and nothing of them is left", () => {
  const { clock, roster, hear } = open();
  hear(beat());
  clock.now += 149_999;
  expect(roster.all(["shop"])).toHaveLength(1);
  clock.now += 2;
  expect(roster.all(["shop"])).toEqual([]);
});

test("[O2] who goes to the next page has come when they came, and from where", () => {
  const { clock, hear } = open();
  const one = beat({ from: "https://search.example/?q=x" });
  const came = hear(one);
  hear({ ...one, gone: true });
  clock.now += 5_000;
  const next = hear({ ...one, from: "https://shop.example/", page: { url: "https://shop.example/next" } });
  expect(next).toMatchObject({ since: came?.since, from: "https://search.example/" });
  expect(next).not.toHaveProperty("gone");
});

test("[O2] pages tell less often where there are many, and more often while somebody looks", () => {
  const { clock, roster, hear } = open();
  hear(beat());
  expect(roster.every("shop")).toBe(20_000);
  roster.look(["shop"]);
  expect(roster.every("shop")).toBe(5_000);
  clock.now += 31_000;
  expect(roster.every("shop")).toBe(20_000);
  for (let count = 0; count < 5_000; count += 1) hear(beat());
  expect(roster.every("shop")).toBeGreaterThan(25_000);
  for (let count = 0; count < 5_000; count += 1) hear(beat());
  expect(roster.every("shop")).toBe(60_000);
});

test("[O5] those who are gone take no room from who comes, though no agent has looked since", () => {
  const { clock, hear } = open(3);
  for (const one of [beat(), beat(), beat()]) hear(one);
  clock.now += 150_001;
  expect(hear(beat())).toBeDefined();
});

test("[O2, O5] nobody stays in memory where neither an agent looks nor a page is heard of any more", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { clock, roster, hear } = open();
  const one = beat();
  hear(one);
  const whom = { inboxId: "shop", to: onSiteId(one.key) };
  vi.advanceTimersByTime(20_000);
  expect(roster.knows(whom)).toBe(true);
  clock.now += 150_001;
  vi.advanceTimersByTime(20_000);
  expect([roster.knows(whom), vi.getTimerCount()]).toEqual([false, 0]);
});
