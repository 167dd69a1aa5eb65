import { expect, test } from "vitest";
import { readAttribute } from "./Filters.tsx";

test.each([
  ["plan: pro", { name: "plan", value: "pro" }],
  ["plan:pro", { name: "plan", value: "pro" }],
  [" 套餐：专业版 ", { name: "套餐", value: "专业版" }],
  ["size = 4 : 3", { name: "size", value: "4 : 3" }],
  ["plan", undefined],
  ["plan:", undefined],
  [": pro", undefined],
  ["", undefined],
])("[K2] an attribute is narrowed to as people write it, once it has a name and a value: %j", (text, read) => {
  expect(readAttribute(text)).toEqual(read);
});
