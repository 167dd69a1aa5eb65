import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { Answered } from "./Answered.tsx";
import type { Asking } from "./asking.ts";

/** Shows what became of a question, beside where one writes. */
function place() {
  const root = document.createElement("div");
  const area = document.createElement("textarea");
  document.body.replaceChildren(area, root);
  const nothing = () => undefined;
  const usual = { name: "N", title: "T", take: "P", onTake: nothing, onAgain: nothing, onClose: nothing };
  const show = (asking: Asking<{ text: string }>) => act(() => render(<Answered {...usual} asking={asking} />, root));
  return { root, area, show };
}

test("an answer that comes while one writes leaves them writing", async () => {
  const { area, show } = place();
  await show({ status: "asking" });
  area.focus();
  await show({ status: "ready", value: { text: "Hello" } });
  expect(document.activeElement).toBe(area);
});

test("whoever waits for an answer is taken to it", async () => {
  const { root, area, show } = place();
  area.focus();
  await show({ status: "asking" });
  expect(document.activeElement).toBe(root.querySelector(".drafting"));
  root.querySelector<HTMLElement>("button")?.focus();
  await show({ status: "failed", why: "It is busy." });
  expect(document.activeElement).toBe(root.querySelector(".drafting"));
});
