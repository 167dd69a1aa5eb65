import type { ConversationEvent, EscalationReason, Understanding } from "@parley/protocol";
import { expect, test } from "vitest";
import { feltAfter } from "./felt.ts";

const place = { id: "e", conversationId: "c", seq: 1, at: 0 };
const system = { kind: "system" } as const;

const plain: Understanding = {
  intents: [],
  inScope: true,
  language: "en",
  sentiment: "neutral",
  entities: [],
  model: 1,
};
const understood = (more: Partial<Understanding>) => ({
  replyTo: "m",
  decision: "answer" as const,
  understanding: { ...plain, ...more },
});
const answered = (more: Partial<Understanding>, kind: "intent" | "reply" = "intent"): ConversationEvent => ({
  ...place,
  type: "message",
  author: { kind: "bot" },
  content: { type: "text", text: "so" },
  insight: { kind, ...understood(more) },
});
const queued = (reason: EscalationReason): ConversationEvent => ({ ...place, type: "queued", reason });

test("[E10] the mood is what was understood last", () => {
  expect(feltAfter(undefined, answered({ sentiment: "negative" }))).toBe("displeased");
  expect(feltAfter("displeased", answered({ sentiment: "positive" }))).toBe("pleased");
  expect(feltAfter("pleased", answered({ sentiment: "negative", signals: { feeling: "angry" } }))).toBe("angry");
  expect(feltAfter("angry", answered({ sentiment: "neutral" }))).toBeUndefined();
});

test("[E10] who is handed over as upset is angry, and stays it with an agent", () => {
  expect(feltAfter(undefined, queued("negative"))).toBe("angry");
  expect(feltAfter("displeased", queued("asked"))).toBe("displeased");
  expect(feltAfter("angry", { ...place, type: "claimed", agent: { id: "amy", name: "Amy" } })).toBe("angry");
  const author = { kind: "visitor" } as const;
  expect(feltAfter("angry", { ...place, type: "message", author, content: { type: "text", text: "hm" } })).toBe(
    "angry",
  );
});

test("[E10] a reply to what the bot asked says nothing of it, and a new episode or erasure ends it", () => {
  expect(feltAfter("displeased", answered({}, "reply"))).toBe("displeased");
  expect(feltAfter("angry", { ...place, type: "opened", author: system })).toBeUndefined();
  expect(feltAfter("angry", { ...place, type: "erased" })).toBeUndefined();
});
