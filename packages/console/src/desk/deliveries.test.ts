import type { Delivery, MessageEvent } from "@parley/protocol";
import { expect, test } from "vitest";
import { type Deliveries, deliveryOf, isAnyWaiting, learn } from "./deliveries.ts";

const told = (state: Delivery["state"], version: number | undefined, at = 0): Delivery => ({
  conversationId: "c",
  id: "m5",
  seq: 5,
  state,
  attempts: 1,
  at,
  ...(version !== undefined && { version }),
});
const nothing: Deliveries = { known: new Map(), from: 4 };
const says = (seq: number, kind: "visitor" | "bot" = "bot"): MessageEvent => ({
  id: `m${seq}`,
  conversationId: "c",
  seq,
  at: 0,
  type: "message",
  author: { kind },
  content: { type: "text", text: "" },
});
const state = (deliveries: Deliveries, event = says(5)) => deliveryOf(deliveries, event)?.state;

test.each<[string, Delivery[], Delivery["state"]]>([
  [
    "a newer one counts though a clock that is behind wrote it",
    [told("waiting", 1, 900), told("sent", 2, 100)],
    "sent",
  ],
  ["an older one that comes late does not", [told("sent", 2, 100), told("waiting", 1, 900)], "sent"],
  [
    "sent again after it failed, it waits though it was tried less often",
    [told("failed", 3), told("waiting", 4)],
    "waiting",
  ],
  [
    "what a version before counts not at all is taken as it comes",
    [told("waiting", undefined), told("sent", undefined)],
    "sent",
  ],
  ["and after one that counted, as long as that is not ahead", [told("sent", 2), told("delivered", 2)], "delivered"],
])("[X3] of what is told of a message, %s", (_rule, all, expected) => {
  expect(state(all.reduce((before, one) => learn(before, [one]), nothing))).toBe(expected);
});

test("[X3] what was said since we opened and nothing was heard of waits; what was before, and visitors' own, says nothing", () => {
  expect([3, 4].map((seq) => state(nothing, says(seq)))).toEqual([undefined, "waiting"]);
  expect(state(nothing, says(4, "visitor"))).toBeUndefined();
  expect(isAnyWaiting(nothing, [says(3), says(4, "visitor")])).toBe(false);
  expect(isAnyWaiting(nothing, [says(3), says(4)])).toBe(true);
});
