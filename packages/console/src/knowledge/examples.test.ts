import type { Intent } from "@parley/protocol";
import { expect, test } from "vitest";
import { checkExamples, withoutDuplicates } from "./examples.ts";
import { slug } from "../desk/knowledge.ts";

const intent = (id: string, ...examples: string[]): Intent => ({
  id,
  title: { en: id, "zh-CN": "" },
  examples,
  answer: { en: "", "zh-CN": "" },
  version: 1,
});

test("counts examples by language, empty lines do not count", () => {
  const check = checkExamples("Where is my order?\n\n我的快递到哪了\n查order状态\n", "track", []);
  expect([check.examples.length, check.english, check.chinese]).toEqual([3, 1, 2]);
  expect(check.problems).toEqual([]);
});

test("the same words in other width, case or punctuation are a duplicate, named by line", () => {
  const check = checkExamples("Where is my order\nwhere is my ORDER？\nＷｈｅｒｅ is my order!", "track", []);
  expect(check.problems.map(({ type, line }) => [type, line])).toEqual([
    ["duplicate", 2],
    ["duplicate", 3],
  ]);
});

test("an example that another intent has is a contradiction, one's own stored ones are not", () => {
  const intents = [intent("refund", "money back"), intent("track", "where is it")];
  const check = checkExamples("Where is it?\nMoney back!", "track", intents);
  expect(check.problems).toEqual([{ type: "contradiction", line: 2, text: "Money back!", intent: "refund" }]);
});

test("an example of more than 400 characters is named", () => {
  expect(checkExamples("x".repeat(401), "track", []).problems[0]?.type).toBe("tooLong");
});

test("duplicates can be taken out, the first one and empty lines stay", () => {
  expect(withoutDuplicates("One\ntwo\n\nONE!\nthree")).toBe("One\ntwo\n\nthree");
});

test("an id is made of the title", () => {
  expect(slug("  Where is my Order? ")).toBe("where_is_my_order");
  expect(slug("退货")).toBe("");
});
