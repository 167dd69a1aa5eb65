import type { CannedReply } from "@parley/protocol";
import { expect, test } from "vitest";
import { fill, findReplies, inserted, lookedFor } from "./canned-replies.ts";

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

test("blanks are filled with what is known, else with the words after the bar", () => {
  const text = "Hello {{visitor_name|there}}, I am {{ agent_name }}.";
  expect(fill(text, { visitor_name: "Li Lei", agent_name: "Ann" })).toBe("Hello Li Lei, I am Ann.");
  expect(fill(text, { agent_name: "Ann" })).toBe("Hello there, I am Ann.");
});

test("a blank that nothing is known for stays to be noticed, an empty other word is used", () => {
  expect(fill("Order {{order_id}}{{greeting|}}", {})).toBe("Order {{order_id}}");
});

test("a reply is looked for after a slash that begins a word", () => {
  expect(lookedFor("/re", 3)).toBe("re");
  expect(lookedFor("Hi /", 4)).toBe("");
  expect(lookedFor("你好 /退", 5)).toBe("退");
  expect(lookedFor("and/or", 6)).toBeUndefined();
  expect(lookedFor("/refund done", 12)).toBeUndefined();
});

test("replies whose shortcut begins with the words come first, then those that contain them", () => {
  expect(shortcuts("refund")).toEqual(["refund", "no-refund"]);
  expect(shortcuts("money")).toEqual(["refund"]);
  expect(shortcuts("")).toEqual(["no-refund", "refund", "thanks"]);
  expect(findReplies(replies, "退款", "zh-CN").map(({ shortcut }) => shortcut)).toEqual(["refund"]);
});

test("the reply takes the place of the slash and its words, what follows stays", () => {
  expect(inserted("Hi /re now", 6, "Fine.")).toEqual({ text: "Hi Fine. now", caret: 8 });
  expect(inserted("/", 1, "Fine.")).toEqual({ text: "Fine.", caret: 5 });
});

test.each([
  ["![x](https://evil.example/name.png)", "Hello x!"],
  ["[Your bank](https://evil.example)", "Hello Your bank!"],
  ["https://evil.example/login", "Hello there!"],
  ["**Ann** `Lee`\n\n# 1", "Hello Ann Lee 1!"],
  ["Ann\u202Eeel", "Hello Anneel!"],
  ["王小明（北京）", "Hello 王小明（北京）!"],
  ["O'Brien-Smith, Jr.", "Hello O'Brien-Smith, Jr.!"],
])("[C4] a visitor called %s is no mark, picture or link in an agent's words", (name, expected) => {
  expect(fill("Hello {{visitor_name|there}}!", { visitor_name: name })).toBe(expected);
});
