import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { InboxChoice } from "./InboxChoice.tsx";

/** What is chosen after a switch was clicked, by name. */
function clicked(listed: readonly string[], value: string[] | undefined, name: string): string[] | undefined {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  let chosen: string[] | undefined = ["not called"];
  const sites = listed.map((id) => ({ id, name: id }));
  void act(() => render(<InboxChoice sites={sites} value={value} onChange={(next) => (chosen = next)} />, root));
  const input = [...root.querySelectorAll(".switch")].find((one) => one.textContent === name)?.querySelector("input");
  input?.click();
  return chosen;
}
const ALL = undefined;

interface Case {
  what: string;
  listed: string[];
  value: string[] | undefined;
  click: string;
  chosen: string[] | undefined;
}

test.each<Case>([
  {
    what: "the last that was off, of a list that may be old",
    listed: ["a", "b"],
    value: ["a"],
    click: "b",
    chosen: ["a", "b"],
  },
  {
    what: "one more, beside one that is not listed",
    listed: ["a", "b"],
    value: ["a", "c"],
    click: "b",
    chosen: ["a", "c", "b"],
  },
  { what: "one off, beside one that is not listed", listed: ["a", "b"], value: ["a", "c"], click: "a", chosen: ["c"] },
  { what: "one of all", listed: ["a", "b"], value: ALL, click: "a", chosen: ["b"] },
  { what: "all off", listed: ["a", "b"], value: ALL, click: "All inboxes", chosen: ["a", "b"] },
  { what: "all on", listed: ["a", "b"], value: ["a", "b"], click: "All inboxes", chosen: ALL },
])("a choice of some never becomes all by itself: $what", ({ listed, value, click, chosen }) =>
  expect(clicked(listed, value, click)).toEqual(chosen),
);
