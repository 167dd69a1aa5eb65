import type { ConversationEvent } from "@parley/protocol";
import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { language } from "../language/language.ts";
import { Line } from "./Line.tsx";

type Claimed = Extract<ConversationEvent, { type: "claimed" }>;

beforeEach(() => {
  language.value = "en";
});

function show(more: Partial<Claimed>): string | null {
  const place = { id: "e1", conversationId: "c", seq: 1, at: 0 };
  const event: Claimed = { ...place, type: "claimed", agent: { id: "sue", name: "Sue" }, ...more };
  const root = document.createElement("div");
  render(<Line event={event} />, root);
  return root.textContent;
}

test("[E1] the team reads from whom a conversation was taken over, and why", () => {
  const shown = show({ from: { id: "amy", name: "Amy" }, because: "a known customer" });
  expect(shown).toContain("Sue took over from Amy");
  expect(shown).toContain("a known customer");
});

test("[E1] the team reads who handed a conversation on", () => {
  expect(show({ by: { id: "amy", name: "Amy" } })).toContain("Sue has the conversation, given by Amy");
  language.value = "zh-CN";
  expect(show({ by: { id: "amy", name: "Amy" } })).toContain("Sue 接待此会话，由 Amy 转交");
});
