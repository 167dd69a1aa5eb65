import { expect, test } from "vitest";
import { toAttributes, toRows } from "./AttributeFields.tsx";
import { toTags } from "./EditDialog.tsx";

test("tags are told apart by the commas of either language, each once", () => {
  expect(toTags(" vip,  新客户，vip、 big; ")).toEqual(["vip", "新客户", "big"]);
});

test("[K2] numbers and yes or no stay what they were, and what was taken away is emptied", () => {
  const before = { orders: 3, member: true, plan: "gold", city: "Rome" };
  const rows = toRows(before).filter(({ name }) => name !== "city");
  const changed = rows.map((row) => (row.name === "orders" ? { ...row, value: "4" } : row));
  expect(toAttributes([...changed, { name: " zip ", value: "0123" }, { name: "", value: "x" }], before)).toEqual({
    orders: 4,
    member: true,
    plan: "gold",
    zip: "0123",
    city: "",
  });
  expect(toAttributes([{ name: "orders", value: "many" }], { orders: 3 })).toEqual({ orders: "many" });
});
