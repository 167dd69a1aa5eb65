import type { InboxItem, Visitor } from "@parley/protocol";
import { render } from "preact";
import { expect, test, vi } from "vitest";
import { Details } from "./Details.tsx";

vi.stubGlobal("matchMedia", () => ({ matches: false }));

/** The badge, and which fields are ticked. */
function show(proven?: string[]) {
  const profile = { name: "Ann", email: "ann@example.com", userId: "7", attributes: { plan: "gold", city: "Rome" } };
  const visitor = { id: "v1", profile, locale: "en", firstSeenAt: 0, lastSeenAt: 0, ...(proven && { proven }) };
  const conversation = { id: "c1", channel: "web", episode: 1, seq: 1 };
  const root = document.createElement("div");
  const item = { visitor: visitor satisfies Visitor, conversation } as unknown as InboxItem;
  render(<Details item={item} onClose={() => {}} />, root);
  const ticked = [...root.querySelectorAll("dl > div")].filter((fact) => fact.querySelector(".proven"));
  return [root.querySelector(".badge")?.textContent, ...ticked.map((fact) => fact.querySelector("dt")?.textContent)];
}

test("[I2] of a visitor who signed in by a proof the console says so, and which fields are proven", () => {
  expect(show(["userId", "email", "attributes.plan"])).toEqual(["verified", "E-mail", "User id", "plan"]);
});

test("[I2] what the site or the visitor merely says is not verified", () => {
  expect(show()).toEqual(["not verified"]);
});
