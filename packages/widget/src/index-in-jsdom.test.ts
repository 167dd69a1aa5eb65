// @vitest-environment jsdom
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { startEngine } from "./client/engine.fixture.ts";
import { mount } from "./index.ts";

afterEach(() => mount().shutdown());

const panel = () => document.querySelector("parley-chat")?.shadowRoot?.querySelector<HTMLElement>(".panel");

test("in jsdom, which has no layout, mount() gives a launcher, and a panel in which one can write", async () => {
  const engine = await startEngine();
  const widget = mount({ engine: engine.url, locale: "en" });
  widget.open();
  await expect.poll(() => panel()?.querySelector("textarea")).toBeTruthy();
  widget.send("Where is my order?");
  await expect.poll(() => engine.heard.some(({ event }) => event === "send")).toBe(true);
  await expect.poll(() => panel()?.textContent).toContain("Where is my order?");
  widget.close();
  await expect.poll(panel).toBeFalsy();
  await engine.stop();
});

test.each([
  ["fr", ["de", "en"], "de"],
  ["fr-CA", ["en", "fr"], "fr-CA"],
  ["fr", [], "fr"],
])("[L10] who speaks %s comes to an inbox that speaks %j and reads %s", async (locale, languages, read) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "application/json" });
    response.end(JSON.stringify({ options: { color: "#0a7d33" }, languages }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const widget = mount({ engine: `http://127.0.0.1:${port}/`, inbox: "shop", locale, lazy: true });
  await expect.poll(() => widget.diagnose()).toMatchObject({ color: "#0a7d33", locale: read });
});

test("a page has one widget, whoever mounts it and however often", async () => {
  const first = mount({ lazy: true, color: "red" });
  window.parley?.("update", { position: "left" });
  mount({ color: undefined });
  expect(document.querySelectorAll("parley-chat")).toHaveLength(1);
  expect(first.diagnose()).toMatchObject({ color: undefined, position: "left" });
});

test("what cannot be done is said on the console, and thrown nowhere", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const widget = mount({ engine: "http://[", lazy: true });
  const errors: string[] = [];
  widget.on("error", ({ error }) => errors.push(error.code));
  expect(() => widget.open()).not.toThrow();
  await expect.poll(() => errors).toEqual(["unavailable"]);
  expect(() => widget.update({ launcher: 5 as never, zIndex: "x", starters: 5 as never })).not.toThrow();
  warn.mockRestore();
});

test("the chat is fetched ahead, unless that is not wanted", async () => {
  const widget = mount({ engine: "http://localhost:1", lazy: false });
  await expect.poll(() => widget.diagnose()["connection"]).toEqual({ status: "idle" });
});
