import type { ConversationEvent, Happening } from "@parley/protocol";
import { expect, test } from "vitest";
import { checkLetters, letterOf } from "./letter-checker.ts";

const writes = (mark: string): Happening => ({
  type: "message",
  author: { kind: "visitor" },
  content: { type: "text", text: `hello (${mark})` },
});
const bot: Happening = { type: "message", author: { kind: "bot" }, content: { type: "text", text: "Yes." } };
const marks = ["letter writer 0#1", "letter writer 0#2"];

function logOf(...happenings: Happening[]): ConversationEvent[] {
  return happenings.map((happening, index) => ({
    id: `e${index + 1}`,
    conversationId: "c",
    seq: index + 1,
    at: 0,
    ...happening,
  }));
}
const good = logOf(writes("letter writer 0#1"), bot, writes("letter writer 0#2"), bot);
const judge = (seen: number[], log = good) => {
  const letters = seen.map((seq) => letterOf(`c/${seq}`));
  const { lost, doubled, reordered, problems } = checkLetters(new Map([["c", log]]), letters, [marks]);
  return { lost, doubled, reordered, problems: problems.length };
};
const nothing = { lost: 0, doubled: 0, reordered: 0, problems: 0 };

test.each<[string, ReturnType<typeof judge>, Partial<typeof nothing>]>([
  ["all well", judge([2, 4]), nothing],
  ["one that was not seen", judge([2]), { lost: 1 }],
  ["one that was seen twice", judge([2, 4, 4]), { doubled: 1 }],
  ["one that was seen too early", judge([4, 2]), { reordered: 1 }],
  ["one that nobody said", judge([2, 4, 7]), { problems: 1 }],
  ["one that was not stored", judge([2], logOf(writes("letter writer 0#1"), bot)), { lost: 1 }],
  [
    "one that was stored twice",
    judge([], logOf(...[1, 1, 2].map((n) => writes(`letter writer 0#${n}`)))),
    { doubled: 1 },
  ],
  [
    "two that were stored the other way round",
    judge([], logOf(...[2, 1].map((n) => writes(`letter writer 0#${n}`)))),
    { reordered: 1 },
  ],
])("%s", (_, verdict, found) => {
  expect(verdict).toMatchObject(found);
});
