import type { Signals as Told } from "@parley/protocol";
import { render } from "preact";
import { expect, test } from "vitest";
import { Signals } from "./Signals.tsx";

const chips = (told: Told | undefined) => {
  const root = document.createElement("div");
  render(<Signals of={told} />, root);
  return [...root.querySelectorAll(".badge")].map(({ textContent }) => textContent);
};

test("[B7] what a message tells beside its wish is a label each, and nothing where it tells nothing", () => {
  expect(chips({ feeling: "angry", urgent: true, leaving: true })).toEqual(["angry", "urgent", "may leave"]);
  expect(chips({ urgent: true })).toEqual(["urgent"]);
  expect([chips({}), chips(undefined)]).toEqual([[], []]);
});

test("[B7] one that this console does not know shows nothing", () => {
  expect(chips({ feeling: "hungry" } as never)).toEqual([]);
});
