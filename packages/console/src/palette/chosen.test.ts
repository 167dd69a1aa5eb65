import type { InboxItem } from "@parley/protocol";
import { signal } from "@preact/signals";
import { afterEach, expect, test } from "vitest";
import { chosen, viewing } from "../conversation/arranging/viewing.ts";
import type { Desk } from "../desk/desk.ts";
import { withChosen } from "./chosen.ts";

const item = (id: string, status: "queued" | "closed") =>
  ({
    conversation: { id, inboxId: "web", channel: "web", seq: 1, updatedAt: 0, state: { status } },
    visitor: { id: "v1", profile: {}, locale: "en" },
  }) as unknown as InboxItem;

const desk = (...items: InboxItem[]) =>
  ({
    me: { id: "a1" },
    live: { ask: () => Promise.reject(new Error("Nothing is asked.")) },
    inbox: { items: signal(new Map(items.map((one) => [one.conversation.id, one]))), presence: signal([]) },
  }) as unknown as Desk;

afterEach(() => {
  chosen.value = new Set();
  viewing.value = undefined;
});

test("what is chosen but has left the view meanwhile is not done with", () => {
  viewing.value = { id: "", filter: { status: ["queued"] }, sort: "newest" };
  chosen.value = new Set(["c1", "c2"]);
  expect(withChosen(desk(item("c1", "queued"), item("c2", "queued")))[0]?.group).toContain("2");
  expect(withChosen(desk(item("c1", "queued"), item("c2", "closed")))[0]?.group).toContain("1");
  expect(withChosen(desk(item("c1", "closed"), item("c2", "closed")))).toEqual([]);
});
