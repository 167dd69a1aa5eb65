import { expect, test } from "vitest";
import { namedWith } from "./named.ts";

const teams = [
  { id: "sales", name: "Sales" },
  { id: "help", name: "Help" },
];
const labels = (chosen: string | undefined) => namedWith(teams, chosen).map(({ label }) => label);

test.each([undefined, "", "help"])("what is there can be chosen, by name: %j is chosen", (chosen) =>
  expect(labels(chosen)).toEqual(["Sales", "Help"]),
);

test("what is chosen and was removed since stays chosen, by its id", () => {
  expect(namedWith(teams, "gone").at(-1)).toEqual({ value: "gone", label: "gone" });
});
