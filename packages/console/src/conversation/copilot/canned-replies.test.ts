import type { CannedReply } from "@parley/protocol";
import { expect, test } from "vitest";
import { findReplies, inserted, lookedFor } from "./canned-replies.ts";

const reply = (shortcut: string, en: string, zh = ""): CannedReply => ({
  shortcut,
  text: { en, "zh-CN": zh },
  version: 1,
});
const replies = [
  reply("thanks", "Thank you for waiting."),
  reply("refund", "Your money is back.", "退款已处理。"),
  reply("no-refund", "Sorry."),
];
const shortcuts = (words: string) => findReplies(replies, words, "en").map(({ shortcut }) => shortcut);

test("a reply is looked for after a slash that begins a word", () => {
  expect(lookedFor("/re", 3)).toBe("re");
  expect(lookedFor("Hi /", 4)).toBe("");
  expect(lookedFor("你好 /退", 5)).toBe("退");
  expect(lookedFor("and/or", 6)).toBeUndefined();
  expect(lookedFor("/refund done", 12)).toBe("refund done");
  expect(lookedFor("/refund, done", 13)).toBeUndefined();
});

test("replies whose shortcut begins with the words come first, then those that contain them", () => {
  expect(shortcuts("refund")).toEqual(["refund", "no-refund"]);
  expect(shortcuts("money")).toEqual(["refund"]);
  expect(shortcuts("back money")).toEqual(["refund"]);
  expect(shortcuts("")).toEqual(["no-refund", "refund", "thanks"]);
  expect(findReplies(replies, "退款", "zh-CN").map(({ shortcut }) => shortcut)).toEqual(["refund"]);
});

test("the reply takes the place of the slash and its words, what follows stays", () => {
  expect(inserted("Hi /re now", 6, "Fine.")).toEqual({ text: "Hi Fine. now", caret: 8 });
  expect(inserted("/", 1, "Fine.")).toEqual({ text: "Fine.", caret: 5 });
});
