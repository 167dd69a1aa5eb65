import { expect, test } from "vitest";
import { introduced } from "./fields.ts";

const long = "x".repeat(201);
const say = (said: Record<string, unknown>) => introduced({ profile: {} }, said, false);

test.each<[string, Record<string, unknown>, object]>([
  ["a number", { userId: 42, name: 7, phone: 13_800_138_000 }, { userId: "42", name: "7", phone: "13800138000" }],
  ["blanks at the ends", { name: "  Ann " }, { name: "Ann" }],
  [
    "attributes",
    { attributes: { plan: "gold", age: 5, vip: true } },
    { attributes: { plan: "gold", age: 5, vip: true } },
  ],
  ["what is not there", { name: undefined, attributes: { plan: undefined } }, {}],
])("[I1] %s is taken", (_, said, profile) => expect(say(said)).toMatchObject({ profile, refused: [] }));

test.each<[string, Record<string, unknown>, string, string]>([
  ["an object for a name", { name: {} }, "name", "kind"],
  ["null for a name", { name: null }, "name", "kind"],
  ["a truth value for an id", { userId: true }, "userId", "kind"],
  ["a number for an e-mail address", { email: 5 }, "email", "email"],
  ["words for an e-mail address", { email: "ann at example" }, "email", "email"],
  ["too long a name", { name: long }, "name", "tooLong"],
  ["too long an attribute", { attributes: { plan: long } }, "attributes.plan", "tooLong"],
  ["a list for an attribute", { attributes: { plan: ["gold"] } }, "attributes.plan", "kind"],
  ["null for an attribute", { attributes: { plan: null } }, "attributes.plan", "kind"],
  ["a list of attributes", { attributes: ["gold"] }, "attributes", "kind"],
  ["an attribute with a dot", { attributes: { "a.b": 1 } }, "attributes.a.b", "name"],
  ["an attribute with a dollar", { attributes: { $where: 1 } }, "attributes.$where", "name"],
  ["an attribute without a name", { attributes: { "": 1 } }, "attributes.", "name"],
  ["an attribute that is everybody's", JSON.parse('{"attributes":{"__proto__":"x"}}'), "attributes.__proto__", "name"],
  ["an attribute that every object has", { attributes: { constructor: "x" } }, "attributes.constructor", "name"],
  ["a field that nobody knows", { firstName: "Ann" }, "firstName", "unknown"],
])("[I1] %s is refused, and takes nothing else along", (_, said, field, code) => {
  const { profile, taken, refused } = say({ phone: "1", ...said });
  expect(refused).toMatchObject([{ field, code }]);
  expect(refused[0]?.message).toContain(field);
  expect([taken, profile]).toEqual([["phone"], { phone: "1" }]);
});

test("[I1] an empty text removes, and the 51st attribute is refused by itself", () => {
  const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, index]));
  const known = { profile: { name: "Ann", attributes: fifty } };
  const { profile, refused } = introduced(known, { name: "", attributes: { a0: "new", b: 1 } }, false);
  expect(profile).toEqual({ attributes: { ...fifty, a0: "new" } });
  expect(refused).toMatchObject([{ field: "attributes.b", code: "tooMany" }]);
});

test("[I2] what was proven stays until it is proven otherwise", () => {
  const proven = introduced(
    { profile: { name: "Eve" } },
    { userId: 42, name: "Ann", attributes: { plan: "gold" } },
    true,
  );
  expect(proven.proven).toEqual(["userId", "name", "attributes.plan"]);
  const said = introduced(
    proven,
    { userId: 43, name: "", email: "a@b.example", attributes: { plan: "free", seat: 1 } },
    false,
  );
  expect(said.profile).toEqual({
    userId: "42",
    name: "Ann",
    email: "a@b.example",
    attributes: { plan: "gold", seat: 1 },
  });
  expect(said.refused.map(({ field, code }) => `${field} ${code}`)).toEqual([
    "userId proven",
    "name proven",
    "attributes.plan proven",
  ]);
  expect(said.proven).toEqual(proven.proven);
  // The same again is nothing new.
  expect(introduced(said, { userId: "42", name: "Ann" }, false).refused).toEqual([]);
  expect(introduced(said, { name: "Anna" }, true).profile.name).toBe("Anna");
});

test.each(["name", "email", "phone", "attributes.plan"])(
  "[I2] an empty %s in a proof proves nothing, and takes off what was",
  (field) => {
    const said = (value: string) =>
      field === "attributes.plan" ? { attributes: { plan: value } } : { [field]: value };
    const before = introduced({ profile: {} }, { userId: 42, ...said("a@b.example") }, true);
    expect(before.proven).toEqual(["userId", field]);
    const emptied = introduced(before, { userId: 42, ...said("") }, true);
    expect(emptied).toMatchObject({ profile: { userId: "42" }, proven: ["userId"], taken: ["userId", field] });
    expect(introduced(emptied, said("c@d.example"), false)).toMatchObject({ taken: [field], proven: ["userId"] });
    // Who signs an empty text at each visit does not take away what the visitor answers.
    const answered = introduced(emptied, said("c@d.example"), false);
    expect(introduced(answered, { userId: 42, ...said("") }, true)).toMatchObject({
      profile: answered.profile,
      proven: ["userId"],
    });
    // As it was kept once: on the list, with nothing there.
    const kept = { profile: { userId: "42" }, proven: ["userId", field] };
    expect(introduced(kept, said("c@d.example"), false)).toMatchObject({ refused: [], proven: ["userId"] });
  },
);
