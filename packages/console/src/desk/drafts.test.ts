import { afterEach, expect, test } from "vitest";
import { drafts } from "./drafts.ts";

afterEach(() => sessionStorage.clear());

const left = () => Object.keys(sessionStorage).filter((key) => key.startsWith("parley.draft."));

test("a draft is kept for who wrote it, over a reload too", () => {
  drafts.belongTo("amy");
  drafts.write("c1", "reply", "Dear Ann");
  drafts.belongTo("amy");
  expect(drafts.read("c1", "reply")).toBe("Dear Ann");
});

test.each([
  ["who signs out", undefined],
  ["another member who signs in", "ben"],
])("nothing of it is left for %s", (_who, next) => {
  drafts.belongTo("amy");
  drafts.write("c1", "reply", "Dear Ann");
  drafts.write("c1", "note", "angry");
  drafts.belongTo(next);
  expect([left(), drafts.read("c1", "reply"), drafts.read("c1", "note")]).toEqual([[], "", ""]);
});

test("a draft from before there were owners is nobody's", () => {
  sessionStorage.setItem("parley.draft.reply.c9", "whose?");
  drafts.belongTo("amy");
  expect(drafts.read("c9", "reply")).toBe("");
});
