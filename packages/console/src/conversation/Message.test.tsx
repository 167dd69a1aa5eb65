import type { InboxItem, MessageEvent } from "@parley/protocol";
import { render } from "preact";
import { expect, test } from "vitest";
import { Message } from "./Message.tsx";

/** What is shown of content that nobody knows today. */
function show(author: MessageEvent["author"], text: string): HTMLElement {
  const content = {
    type: "hologram",
    text,
    choices: [{ label: "No", value: "no" }],
    url: "https://a.example",
  } as never;
  const event: MessageEvent = { id: "m1", conversationId: "c", seq: 1, at: 0, type: "message", author, content };
  const item = { conversation: { id: "c" }, visitor: { id: "visitor-1234", profile: {} } } as InboxItem;
  const row = { type: "message", key: "m1", event, leads: true, insight: undefined, helpful: undefined } as const;
  const root = document.createElement("div");
  render(<Message row={row} item={item} read={false} />, root);
  return root;
}

test("[C5] of content it does not know the console shows the words, as Markdown, and nothing else", () => {
  const bubble = show({ kind: "bot" }, "Look at **this**").querySelector(".bubble");
  expect(bubble?.querySelector("strong")?.textContent).toBe("this");
  expect(bubble?.textContent).toBe("Look at this");
});

test("[C5, C3] a visitor's are shown as they were written", () => {
  expect(show({ kind: "visitor" }, "Look at **this**").querySelector(".bubble")?.textContent).toBe("Look at **this**");
});
