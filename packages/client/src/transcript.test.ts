import type { Author, ConversationEvent } from "@parley/protocol";
import { expect, test } from "vitest";
import { transcriptOf } from "./transcript.ts";

const at = Date.UTC(2026, 10, 30, 8, 5);
const place = { conversationId: "c", at };
const amy = { kind: "agent", id: "amy", name: "Amy" } as const;
const events: ConversationEvent[] = [
  { ...place, id: "e1", seq: 1, type: "opened", author: { kind: "visitor" } },
  {
    ...place,
    id: "e2",
    seq: 2,
    type: "message",
    author: { kind: "visitor" },
    content: { type: "text", text: "Is **it** here?" },
  },
  { ...place, id: "e3", seq: 3, type: "note", author: amy, text: "Careful" },
  {
    ...place,
    id: "e4",
    seq: 4,
    type: "message",
    author: amy,
    content: { type: "text", text: "**Yes**", quote: { id: "e2", by: "visitor", text: "Is **it** here?" } },
  },
  {
    ...place,
    id: "e5",
    seq: 5,
    type: "message",
    author: amy,
    content: { type: "place", text: "Shop\ngeo:1,2", place: { latitude: 1, longitude: 2, label: "Shop" } },
  },
];

test("a transcript has who said what, and when, without notes and marks", () => {
  const nameOf = (author: Author) => ("name" in author ? author.name : "You") ?? "";
  const text = transcriptOf(events, { language: "en", nameOf });
  const plain = text.replaceAll(/ · .*/g, "");
  expect(plain).toBe("You\nIs **it** here?\n\nAmy\n> Is **it** here?\nYes\n\nAmy\nShop\ngeo:1,2\n");
  expect(text.match(/ · .*2026/g)).toHaveLength(3);
});
