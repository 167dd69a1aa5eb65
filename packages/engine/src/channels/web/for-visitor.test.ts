import { expect, test } from "vitest";
import { type ConversationEvent, forVisitor, type Happening } from "@parley/protocol";

const owner = { id: "owner", name: "Olivia" };
const author = { kind: "agent", ...owner } as const;
const happenings: Happening[] = [
  { type: "opened", author },
  { type: "message", author, content: { type: "text", text: "Good morning" } },
  { type: "claimed", agent: owner },
  { type: "released", to: "queue", author },
  { type: "closed", author },
  { type: "note", author, text: "between us" },
];

const internal: Happening[] = [
  { type: "note", author, text: "between us" },
  { type: "tagged", author, tag: "vip", on: true },
  { type: "snoozed", by: owner, until: 1_000 },
  { type: "woken", author, agent: owner },
  { type: "reminded", agent: owner, text: "call them", failed: true },
  { type: "promise", of: "firstReply", is: "missed", policy: "Gold", due: 1, agent: owner, tell: true },
  { type: "reminded", agent: owner, text: "pay them back", task: "t", team: true },
  { type: "later still" } as unknown as Happening,
];

test.each(internal.map((happening) => [happening.type, happening] as const))(
  "[L4] [W1] of `%s` a visitor gets the number only, and so of a type that only a later version knows",
  (_, happening) => {
    const place = { id: "e", conversationId: "c", seq: 1, at: 1 };
    expect(forVisitor({ ...place, ...happening })).toEqual({ ...place, type: "hidden" });
  },
);

test("[W1] what a conversation was about stays with the team", () => {
  const closed = { id: "e", conversationId: "c", seq: 1, at: 1, type: "closed", author, code: "refund" } as const;
  expect(JSON.stringify(forVisitor(closed))).not.toContain("refund");
});

test.each(happenings.map((happening) => [happening.type, happening] as const))(
  "[L4] `%s` tells a visitor an agent's name, and nothing of the account",
  (_, happening) => {
    const event: ConversationEvent = { id: "e", conversationId: "c", seq: 1, at: 1, ...happening };
    const shown = JSON.stringify(forVisitor(event));
    expect(shown).not.toContain("owner");
    expect(shown.includes("Olivia")).toBe(happening.type !== "note");
  },
);
