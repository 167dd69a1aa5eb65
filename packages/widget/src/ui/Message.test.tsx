import { render } from "preact";
import { expect, test } from "vitest";
import type { ChatMessage } from "../client/messages.ts";
import { toMessages } from "../client/messages.ts";
import { texts } from "../texts/en.ts";
import { Message } from "./Message.tsx";
import { toRows } from "./timeline.ts";
import type { Ui } from "./ui.ts";

/** What is shown of content that nobody knows today. */
function show(author: ChatMessage["author"], text: string): HTMLElement {
  const content = {
    type: "hologram",
    text,
    choices: [{ label: "No", value: "no" }],
    url: "https://a.example",
  } as never;
  const events = [{ id: "m1", conversationId: "c", seq: 1, at: 0, type: "message", author, content } as const];
  const row = toRows(events, toMessages(events, [], 0), 0).find(({ kind }) => kind === "message");
  const root = document.createElement("ol");
  const ui = { texts, settings: { locale: "en" } } as unknown as Ui;
  if (row?.kind === "message") render(<Message ui={ui} row={row} newest />, root);
  return root;
}

test("[C5] of content it does not know the widget shows the words, as Markdown, and nothing else", () => {
  const shown = show({ kind: "bot" }, "Look at **this**");
  expect(shown.querySelector(".bubble")?.innerHTML).toBe("<p>Look at <strong>this</strong></p>");
  expect(shown.querySelectorAll("button, a, .choices, .judgement")).toHaveLength(0);
});

test("[C5, C3] a visitor's are shown as they were written", () => {
  expect(show({ kind: "visitor" }, "Look at **this**").querySelector(".bubble")?.textContent).toBe("Look at **this**");
});
