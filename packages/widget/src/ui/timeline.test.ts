import type { ConversationEvent, Happening } from "@parley/protocol";
import { expect, test } from "vitest";
import { toMessages } from "../client/messages.ts";
import { late } from "../texts/late/late-en.ts";
import { wordsFor } from "./HandOver.tsx";
import { type Row, toRows } from "./timeline.ts";

const NOON = new Date(2026, 10, 22, 12).getTime();
const MINUTE = 60_000;
const say = (kind: "bot" | "visitor", text: string) =>
  ({ type: "message", author: { kind }, content: { type: "text", text } }) as const;

function log(...happenings: [minutes: number, happening: Happening][]): ConversationEvent[] {
  return happenings.map(([minutes, happening], index) => ({
    id: `event-${index + 1}`,
    conversationId: "c",
    seq: index + 1,
    at: NOON + minutes * MINUTE,
    ...happening,
  }));
}
const rowsOf = (events: ConversationEvent[], readTo = 0) => toRows(events, toMessages(events, [], 0), readTo);
const shown = (row: Row) =>
  row.kind === "message" ? row.message.text : row.kind === "notice" ? wordsFor(row.event, late) : row.kind;

test("what one author says within five minutes belongs together", () => {
  const rows = rowsOf(log([0, say("bot", "a")], [1, say("bot", "b")], [9, say("bot", "c")], [9, say("visitor", "d")]));
  const groups = rows.flatMap((row) =>
    row.kind === "message" ? [`${row.message.text}${+row.first}${+row.last}`] : [],
  );
  expect(groups).toEqual(["a10", "b01", "c11", "d11"]);
});

test("days are told apart", () => {
  const rows = rowsOf(log([0, say("bot", "a")], [24 * 60, say("bot", "b")]));
  expect(rows.map(shown)).toEqual(["day", "a", "day", "b"]);
});

test("the divider comes before the first message of others that is new, once", () => {
  const events = log([0, say("bot", "a")], [1, say("visitor", "b")], [2, say("bot", "c")], [3, say("bot", "d")]);
  expect(rowsOf(events, 1).map(shown)).toEqual(["day", "a", "b", "unread", "c", "d"]);
});

test("[L4] [L5] what is internal or unknown is not shown", () => {
  const odd = { type: "sparkle" } as unknown as Happening;
  const rows = rowsOf(log([0, { type: "opened", author: { kind: "visitor" } }], [0, { type: "hidden" }], [0, odd]));
  expect(rows).toEqual([]);
});

test("[H11] the hand-over is told in the thread, its beginning by the bot's own words", () => {
  const rows = rowsOf(
    log(
      [0, say("visitor", "help")],
      [1, { type: "queued", reason: "asked" }],
      [1, say("bot", "I'm getting a colleague.")],
      [2, { type: "claimed", agent: { id: "a", name: "Ann" } }],
      [3, { type: "closed", author: { kind: "agent", id: "a", name: "Ann" } }],
    ),
  );
  expect(rows.map(shown).slice(2)).toEqual(["I'm getting a colleague.", "Ann joined", "This conversation has ended"]);
});
