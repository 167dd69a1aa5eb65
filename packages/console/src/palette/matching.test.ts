import { expect, test } from "vitest";
import { fits, matching } from "./matching.ts";

const commands = ["Close the conversation", "Claim the conversation", "Tag: VIP", "结束会话", "转给 王芳"].map(
  (label) => ({
    id: label,
    label,
    group: /^\p{Script=Han}/u.test(label) ? "会话" : "Conversation",
    run: () => {},
  }),
);
const found = (typed: string) => matching(commands, typed).map(({ label }) => label);

test.each([
  ["clo", ["Close the conversation"]],
  ["cl", ["Close the conversation", "Claim the conversation"]],
  ["conv cla", ["Claim the conversation"]],
  ["VIP", ["Tag: VIP"]],
  ["ｖｉｐ", ["Tag: VIP"]],
  ["结束", ["结束会话"]],
  ["束会", ["结束会话"]],
  ["王", ["转给 王芳"]],
  ["laim", []],
])("%s finds %j", (typed, labels) => expect(found(typed)).toEqual(labels));

test("nothing typed is all there is, in its order", () => {
  expect(found(" ")).toEqual(commands.map(({ label }) => label));
});

test("what always fits is there however many others fit", () => {
  const many = Array.from({ length: 100 }, (_, at) => ({
    id: `${at}`,
    label: `Tag ${at}`,
    group: "Tag",
    run: () => {},
  }));
  const search = { id: "search", label: "What was said", group: "Search", run: () => {} };
  const all = matching([...many, search], "tag", ["search"]);
  expect([all.length, all.at(-1)?.id]).toEqual([60, "search"]);
});

test("who is found by a name is found by what a name begins with", () => {
  const called = (label: string) => fits({ label, group: "Conversation" }, "an");
  expect(["Hannah", "Ann Lee", "Lee Ann", "王安"].map(called)).toEqual([false, true, true, false]);
});
