import { expect, test } from "vitest";
import { mentionedIn } from "./mentions.ts";

const TEAM = [
  { id: "ann", name: "Ann Lee" },
  { id: "anna", name: "Anna Bell" },
  { id: "ben", name: "Ben" },
  { id: "ben2", name: "Ben Stone" },
  { id: "wang", name: "王小明" },
];

test.each([
  ["@Ann Lee please look", ["ann"]],
  ["please look, @ann.", ["ann"]],
  ["@annlee?", ["ann"]],
  ["@ANNA and @Ben Stone", ["anna", "ben2"]],
  ["@ben, not the other one", ["ben"]],
  ["@王小明请看一下", ["wang"]],
  ["请@王小明看", ["wang"]],
  ["＠王小明", ["wang"]],
  ["请@Ann看一下", ["ann"]],
  ["@Ann @Ann @ann lee", ["ann"]],
  ["mail ann@annlee.example", []],
  ["@annabel is not of us", []],
  ["Ann Lee without a sign", []],
  ["@", []],
  ["@@ben", ["ben"]],
  ["", []],
])("[H13] “%s” calls %o", (text, called) => {
  expect(mentionedIn(text, TEAM).map(({ id }) => id)).toEqual(called);
});
