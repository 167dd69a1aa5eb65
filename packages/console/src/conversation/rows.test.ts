import type { Author, ConversationEvent, Insight } from "@parley/protocol";
import { expect, test } from "vitest";
import { rowsOf } from "./rows.ts";

const noon = new Date(2026, 4, 5, 12).getTime();
let seq = 0;
const at = (minutes: number) => ({ id: `event-${++seq}`, conversationId: "c1", seq, at: noon + minutes * 60_000 });
const said = (kind: "visitor" | "bot", minutes: number, insight?: Insight): ConversationEvent => ({
  ...at(minutes),
  type: "message",
  author: { kind } as Author,
  content: { type: "text", text: "words" },
  ...(insight && { insight }),
});
const insight = (replyTo: string): Insight => ({
  replyTo,
  decision: "answer",
  understanding: { intents: [], inScope: true, language: "en", sentiment: "neutral", entities: [], model: 1 },
});

test("messages of one author within three minutes belong together", () => {
  const rows = rowsOf([said("visitor", 0), said("visitor", 1), said("bot", 1), said("bot", 9)]);
  expect(rows.map((row) => (row.type === "message" ? row.leads : row.type))).toEqual(["day", true, false, true, true]);
});

test("a new day is announced once", () => {
  const rows = rowsOf([said("visitor", 0), said("bot", 1), said("visitor", 24 * 60), said("bot", 24 * 60 + 1)]);
  expect(rows.filter(({ type }) => type === "day")).toHaveLength(2);
});

test("what was understood stands at the visitor's message, whether the bot answered or handed over", () => {
  const first = said("visitor", 0);
  const second = said("visitor", 2);
  const answered = said("bot", 1, insight(first.id));
  const queued: ConversationEvent = { ...at(3), type: "queued", reason: "asked", insight: insight(second.id) };
  const rows = rowsOf([first, answered, second, queued]);
  const understood = rows.flatMap((row) => (row.type === "message" && row.insight ? [row.event.id] : []));
  expect(understood).toEqual([first.id, second.id]);
});

test("what the visitor judged stands at the bot's message", () => {
  const answer = said("bot", 0);
  const rows = rowsOf([answer, { ...at(1), type: "judged", messageId: answer.id, helpful: false }]);
  expect(rows.map((row) => (row.type === "message" ? row.helpful : row.type))).toEqual(["day", false]);
});

test("[L5] a type that is not known shows nothing", () => {
  const unknown = { ...at(0), type: "reaction" } as unknown as ConversationEvent;
  expect(rowsOf([unknown, { ...at(0), type: "hidden" }])).toEqual([]);
});
