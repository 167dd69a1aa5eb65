import type { ConversationEvent } from "@parley/protocol";
import { expect, test } from "vitest";
import { breach } from "./view.ts";

const event = (seq: number, id = `e${seq}`): ConversationEvent => ({
  id,
  conversationId: "c",
  seq,
  at: 0,
  type: "note",
  author: { kind: "system" },
  text: "",
});
const events = (...numbers: number[]) => numbers.map((number) => event(number));

test.each([
  ["the next one", events(1, 2), events(1, 2, 3), undefined],
  ["older ones before", events(3, 4), events(1, 2, 3, 4), undefined],
  ["nothing more, and newer ones after a reset", events(1, 2), events(8, 9), undefined],
  ["one twice", events(1, 2), events(1, 2, 2), "shown 2 after 2"],
  ["one beyond a gap", events(1, 2), events(1, 2, 4), "shown 4 after 2"],
  ["another one in its place", events(1, 2), [event(1), event(2, "other")], "shown another 2 than before"],
])("a view that shows %s is judged", (_what, before, now, expected) => {
  expect(breach(before, now)).toBe(expected);
});
