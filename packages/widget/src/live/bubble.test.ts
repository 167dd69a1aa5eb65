// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { createBubble } from "./bubble.ts";
import { openMemory } from "./memory.ts";

const BASE = "https://chat.example/i/shop/";
const INVITATION = { id: "invitation-1", name: "Amy", text: "Can I help?" };

afterEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
  delete window.parley;
});

/** A page with a widget that only notes what it is asked, and an engine that answers what it is asked. */
function setUp({ open = false } = {}) {
  const host = document.body.appendChild(document.createElement("parley-chat"));
  const place = host.attachShadow({ mode: "open" }).appendChild(document.createElement("div"));
  place.className = "parley auto";
  const calls: unknown[][] = [];
  const told: object[] = [];
  const diagnose = () => ({ engine: BASE, open, locale: "en" });
  const parley = (...call: unknown[]) => {
    calls.push(call);
    // As the chat does once it is connected.
    if (call[0] === "open") localStorage.setItem(`parley:${BASE}`, JSON.stringify({ token: "their token" }));
  };
  window.parley = Object.assign(parley, { loaded: { diagnose } }) as unknown as NonNullable<typeof window.parley>;
  const memory = openMemory(BASE);
  const bubble = createBubble({
    memory,
    tell: async (more) => void told.push(more ?? {}),
    post: async (path, said) => (told.push({ path, ...said }), { value: { taken: true } }),
  });
  const shown = () => place.querySelector<HTMLElement>(".invitation");
  return { bubble, calls, told, memory, shown };
}

test("[O6] an invitation is said politely, takes no focus, and is shown once", async () => {
  const { bubble, told, shown } = setUp();
  bubble.show(INVITATION);
  bubble.show(INVITATION);
  expect(shown()?.getAttribute("aria-label")).toBe("Message from Amy");
  const said = () => shown()?.querySelector("[role=status]")?.textContent;
  expect(said()).toBe("");
  await vi.waitFor(() => expect(said()).toBe("Message from AmyCan I help?"));
  expect(told).toEqual([{ shown: "invitation-1" }]);
  expect(document.activeElement).toBe(document.body);
});

test("[O6] who closes it, also by Escape, is not shown it again", () => {
  const { bubble, told, memory, shown } = setUp();
  bubble.show(INVITATION);
  shown()?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  bubble.show(INVITATION);
  expect([shown(), memory.isQuiet()]).toEqual([null, true]);
  expect(told.at(-1)).toEqual({ dismissed: "invitation-1" });
});

test("[O6] nothing is shown over an open chat", () => {
  const { bubble, shown } = setUp({ open: true });
  bubble.show(INVITATION);
  expect(shown()).toBe(null);
});

test("[O7] an answer opens the chat, asks the engine for the agent, and is then the chat's to send", async () => {
  const { bubble, calls, told, memory, shown } = setUp();
  bubble.show(INVITATION);
  const field = shown()?.querySelector("input");
  if (field) field.value = " Yes, please. ";
  shown()
    ?.querySelector("form")
    ?.dispatchEvent(new Event("submit", { cancelable: true }));
  await vi.waitFor(() => expect(calls).toEqual([["open"], ["send", "Yes, please."]]));
  expect(told.at(-1)).toMatchObject({ path: "/answer", invitation: "invitation-1", token: "their token" });
  expect([shown(), memory.isOver("invitation-1"), sessionStorage.length]).toEqual([null, true, 0]);
});

test("[O7] what was answered on a page of another inbox is not sent here", () => {
  const { bubble, calls } = setUp();
  const name = "parley-live-answer:https://chat.example/i/other/";
  sessionStorage.setItem(name, JSON.stringify({ invitation: "invitation-1", text: "Yes" }));
  bubble.resume();
  expect(calls).toEqual([]);
});

test("[O7] an answer that a page could not send is sent by the next", async () => {
  const { bubble, calls } = setUp();
  sessionStorage.setItem(`parley-live-answer:${BASE}`, JSON.stringify({ invitation: "invitation-1", text: "Yes" }));
  bubble.resume();
  await vi.waitFor(() => expect(calls).toEqual([["open"], ["send", "Yes"]]));
  expect(sessionStorage).toHaveLength(0);
});
