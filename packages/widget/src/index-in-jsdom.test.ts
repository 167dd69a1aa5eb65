// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { startEngine } from "./client/engine.fixture.ts";
import { mount } from "./index.ts";

afterEach(() => mount().shutdown());

const panel = () => document.querySelector("parley-chat")?.shadowRoot?.querySelector<HTMLElement>(".panel");

test("in jsdom, which has no layout, mount() gives a launcher, and a panel in which one can write", async () => {
  const engine = await startEngine();
  const widget = mount({ engine: engine.url, locale: "en" });
  widget.open();
  await expect.poll(() => panel()?.querySelector("textarea"), { timeout: 10_000 }).toBeTruthy();
  widget.send("Where is my order?");
  await expect.poll(() => engine.heard.some(({ event }) => event === "send"), { timeout: 10_000 }).toBe(true);
  await expect.poll(() => panel()?.textContent).toContain("Where is my order?");
  widget.close();
  await expect.poll(panel).toBeFalsy();
  await engine.stop();
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
  await expect.poll(() => widget.diagnose()["connection"], { timeout: 10_000 }).toEqual({ status: "idle" });
});
