import type { ConversationState, InboxItem } from "@parley/protocol";
import { expect, test } from "vitest";
import { alertsBetween } from "./alerts.ts";

const STATES = {
  bot: { status: "bot", unsure: 0, from: 0 },
  queued: { status: "queued", since: 1, reason: "asked" },
  offered: { status: "queued", since: 1, reason: "asked", offer: { agent: { id: "amy", name: "Amy" }, until: 9 } },
  bensTurn: { status: "queued", since: 1, reason: "asked", offer: { agent: { id: "ben", name: "Ben" }, until: 9 } },
  mine: { status: "agent", agent: { id: "amy", name: "Amy" }, since: 1 },
  bens: { status: "agent", agent: { id: "ben", name: "Ben" }, since: 1 },
  closed: { status: "closed", at: 1, by: { kind: "visitor" } },
} satisfies Record<string, ConversationState>;

function list(state: keyof typeof STATES | undefined, seq: number, by = "bot"): Map<string, InboxItem> {
  if (!state) return new Map();
  const conversation = {
    id: "c1",
    visitorId: "v1",
    channel: "web",
    locale: "en" as const,
    seq,
    episode: 1,
    openedAt: 0,
    updatedAt: seq,
    state: STATES[state],
  };
  const visitor = { id: "v1", profile: {}, locale: "en", firstSeenAt: 0, lastSeenAt: 0 };
  return new Map([["c1", { conversation, visitor, preview: { seq, by, text: "words", at: seq } }]]);
}

test.each([
  ["begins to wait", list("bot", 4), list("queued", 5), "waiting"],
  ["is new and waits", list(undefined, 0), list("queued", 3), "waiting"],
  ["comes back and waits", list("closed", 4), list("queued", 8), "waiting"],
  ["is put back by a colleague", list("bens", 4), list("queued", 5), "waiting"],
  ["is put back by me", list("mine", 4), list("queued", 5), undefined],
  ["still waits and writes more", list("queued", 4), list("queued", 6, "visitor"), undefined],
  ["is offered to me", list("queued", 4), list("offered", 5), "offered"],
  ["is offered to me as it begins to wait", list("bot", 4), list("offered", 6), "offered"],
  ["is offered to me still", list("offered", 5), list("offered", 6, "visitor"), undefined],
  ["is offered to a colleague", list("queued", 4), list("bensTurn", 5), undefined],
  ["answers me", list("mine", 4), list("mine", 5, "visitor"), "reply"],
  ["reads what I write", list("mine", 4, "visitor"), list("mine", 5, "Amy"), undefined],
  [
    "says nothing while something else happens",
    list("mine", 4, "visitor"),
    new Map(list("mine", 4, "visitor")),
    undefined,
  ],
  ["answers a colleague", list("bens", 4), list("bens", 5, "visitor"), undefined],
  ["answers the bot", list("bot", 4), list("bot", 5, "visitor"), undefined],
  ["is handed to me", list("bens", 4), list("mine", 5), "transfer"],
  ["is handed to me, and was not on the list", list(undefined, 0), list("mine", 5), "transfer"],
  ["is handed from me", list("mine", 4), list("bens", 5), undefined],
  ["is claimed and handed to me at once", list("queued", 4), list("mine", 6), "transfer"],
  ["is over", list("mine", 4), list("closed", 5), undefined],
] as const)("a visitor who %s", (_what, before, after, kind) => {
  expect(alertsBetween(before, after, "amy", () => false).map((alert) => alert.kind)).toEqual(kind ? [kind] : []);
});

test("what one has taken over oneself is not handed to one", () => {
  expect(alertsBetween(list("bens", 4), list("mine", 5), "amy", (id) => id === "c1")).toEqual([]);
});

test("one thing is one alert, by its number", () => {
  const keys = [5, 5, 6].flatMap((seq) =>
    alertsBetween(list("mine", 4), list("mine", seq, "visitor"), "amy", () => false).map(({ key }) => key),
  );
  expect(new Set(keys).size).toBe(2);
});
