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

test.each(happenings.map((happening) => [happening.type, happening] as const))(
  "[L4] `%s` tells a visitor an agent's name, and nothing of the account",
  (_, happening) => {
    const event: ConversationEvent = { id: "e", conversationId: "c", seq: 1, at: 1, ...happening };
    const shown = JSON.stringify(forVisitor(event));
    expect(shown).not.toContain("owner");
    expect(shown.includes("Olivia")).toBe(happening.type !== "note");
  },
);
