import type { InboxItem } from "@parley/protocol";
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test } from "vitest";
import { viewing } from "../conversation/arranging/viewing.ts";
import type { Desk } from "../desk/desk.ts";
import { createInbox } from "../desk/inbox.ts";
import { DeskContext } from "../desk/use-desk.ts";
import { List } from "./List.tsx";

afterEach(() => {
  render(null, document.body);
  viewing.value = undefined;
  location.hash = "";
});

const item = (id: string, updatedAt: number) =>
  ({
    conversation: {
      id,
      seq: 1,
      updatedAt,
      locale: "en",
      channel: "web",
      state: { status: "agent", agent: { id: "ben", name: "Ben" } },
    },
    visitor: { id, locale: "en", profile: { name: id } },
  }) as unknown as InboxItem;

/** A desk with two conversations, whose console is not connected. */
function setUp() {
  const inbox = createInbox();
  inbox.merge([item("old", 1), item("new", 2)]);
  const desk = {
    inbox,
    me: { id: "ann", name: "Ann", role: "agent" },
    seen: { upTo: signal({}) },
    typing: signal(new Map()),
    live: { status: signal({ status: "offline" }) },
  } as unknown as Desk;
  const draw = (open?: string) =>
    void act(() =>
      render(
        <DeskContext.Provider value={desk}>
          <List open={open} />
        </DeskContext.Provider>,
        document.body,
      ),
    );
  return { draw };
}
const press = (key: string) => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  return location.hash;
};

test("in a view j and k go from one to the next in the order of the view, however often the list is drawn anew", async () => {
  const { draw } = setUp();
  viewing.value = { id: "all", filter: { status: ["agent"] }, sort: "oldest" };
  draw();
  await expect.poll(() => document.querySelector(".arranging-list")).not.toBeNull();
  expect(press("j")).toBe("#/inbox/old");
  draw("old");
  expect(press("j")).toBe("#/inbox/new");
  draw("new");
  expect(press("j")).toBe("#/inbox/new");
  expect(press("k")).toBe("#/inbox/old");
});

test("in the groups they go in the order of the groups, and stay at both ends", async () => {
  const { draw } = setUp();
  draw();
  expect(press("j")).toBe("#/inbox/new");
  draw("new");
  expect(press("k")).toBe("#/inbox/new");
  expect(press("j")).toBe("#/inbox/old");
  draw("old");
  expect(press("j")).toBe("#/inbox/old");
});
