import type { InboxDetails } from "@parley/protocol";
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { isLocal, SiteStep } from "./SiteStep.tsx";

const site = {
  id: "web",
  channel: "web",
  name: "Shop",
  enabled: true,
  settings: {},
  version: 0,
} as unknown as InboxDetails;

test.each([
  ...["localhost", "127.0.0.1", "[::1]", "10.0.0.4", "192.168.1.20", "172.16.0.1", "mac.local"].map((host) => [
    host,
    true,
  ]),
  ...["chat.example.com", "172.15.0.1", "localhost.example.com", "8.8.8.8"].map((host) => [host, false]),
] as [string, boolean][])("an address that nobody reaches from elsewhere is told: %s is %s", (host, local) => {
  expect(isLocal(host)).toBe(local);
});

test("the code for a site is had as HTML, as a line of any script, and for a build", () => {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  void act(() => render(<SiteStep inboxes={[site]} />, root));
  const code = () => root.querySelector<HTMLInputElement>("input[readonly]")?.value ?? "";
  const choose = (way: string) =>
    void act(() => [...root.querySelectorAll("label")].find(({ textContent }) => textContent === way)?.click());
  expect(code()).toContain("<script async");
  choose("JavaScript");
  expect(root.textContent).toContain("no build step");
  expect(code()).toMatch(/createElement\("script"\).*src: "[^"]*\/i\/web\/widget\.js"/);
  choose("npm");
  expect(code()).toContain("@parley/widget");
});
