import { expect, test } from "vitest";
import { blankIn, fillBlanks, knownFor } from "./blanks.ts";

test("[G3] blanks are filled with what is known, else with the words after the bar", () => {
  const text = "Hello {{visitor_name|there}}, I am {{ agent_name }}.";
  expect(fillBlanks(text, { visitor_name: "Li Lei", agent_name: "Ann" })).toBe("Hello Li Lei, I am Ann.");
  expect(fillBlanks(text, { agent_name: "Ann" })).toBe("Hello there, I am Ann.");
});

test("a blank that nothing is known for stays to be noticed, an empty other word is used", () => {
  expect(fillBlanks("Order {{order_id}}{{greeting|}}", {})).toBe("Order {{order_id}}");
});

test.each([
  ["![x](https://evil.example/name.png)", "Hello x!"],
  ["[Your bank](https://evil.example)", "Hello Your bank!"],
  ["https://evil.example/login", "Hello there!"],
  ["**Ann** `Lee`\n\n# 1", "Hello Ann Lee 1!"],
  ["Ann\u202Eeel", "Hello Ann eel!"],
  ["https:(//evil.example/login", "Hello https: //evil.example/login!"],
  ["ww*w.evil.example", "Hello ww w.evil.example!"],
  ["h\u200Ettps://evil.example", "Hello h!"],
  ["ann_lee@mail.example", "Hello ann_lee@mail.example!"],
  ["Ann\nLee", "Hello Ann Lee!"],
  ["王小明（北京）", "Hello 王小明（北京）!"],
  ["O'Brien-Smith, Jr.", "Hello O'Brien-Smith, Jr.!"],
])("[C4][G3] a visitor called %s is no mark, picture or link in an agent's words", (name, expected) => {
  expect(fillBlanks("Hello {{visitor_name|there}}!", { visitor_name: name })).toBe(expected);
});

test("[G3] what is known has names of its own: the contact's attributes, what they named, who writes", () => {
  const profile = { name: "Li Lei", attributes: { plan: "gold", 会员等级: "金卡", seats: 3 } };
  const known = knownFor(profile, "Ann", { order_id: "A-77" });
  const text = "{{attribute.plan}} {{attribute.会员等级}} {{attribute.seats}} {{order_number}} {{attribute.none|-}}";
  expect(fillBlanks(text, known)).toBe("gold 金卡 3 A-77 -");
  expect(fillBlanks("{{constructor|x}} {{visitor_phone|y}}", known)).toBe("x y");
});

test("[G3] the first blank that is left is found, and where it stands", () => {
  expect(blankIn("Hello {{ order_number }}, {{date}}")).toEqual({ name: "order_number", start: 6, end: 24 });
  expect(blankIn("Hello {name}")).toBeUndefined();
});
