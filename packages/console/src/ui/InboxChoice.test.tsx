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
  act(() => render(<InboxChoice sites={sites} value={value} onChange={(next) => (chosen = next)} />, root));
  const input = [...root.querySelectorAll(".switch")].find((one) => one.textContent === name)?.querySelector("input");
  input?.click();
  return chosen;
}
const ALL = undefined;

test.each<[string, string[], string[] | undefined, string, string[] | undefined]>([
  ["the last that was off, of a list that may be old", ["a", "b"], ["a"], "b", ["a", "b"]],
  ["one more, beside one that is not listed", ["a", "b"], ["a", "c"], "b", ["a", "c", "b"]],
  ["one off, beside one that is not listed", ["a", "b"], ["a", "c"], "a", ["c"]],
  ["one of all", ["a", "b"], ALL, "a", ["b"]],
  ["all off", ["a", "b"], ALL, "All inboxes", ["a", "b"]],
  ["all on", ["a", "b"], ["a", "b"], "All inboxes", ALL],
])("a choice of some never becomes all by itself: %s", (_what, listed, value, name, chosen) =>
  expect(clicked(listed, value, name)).toEqual(chosen),
);
