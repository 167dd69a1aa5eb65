import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startEngine } from "./client/engine.fixture.ts";
import type { EventName } from "./events.ts";
import { fetchPart } from "./fetch-part.ts";
import { createWidget } from "./widget.ts";
import type { Widget } from "./verbs.ts";

let engine: Awaited<ReturnType<typeof startEngine>>;
let widget: Widget;

beforeEach(async () => {
  document.body.replaceChildren();
  document.documentElement.lang = "en";
  localStorage.clear();
  engine = await startEngine();
  widget = createWidget(fetchPart);
});
afterEach(async () => {
  widget.shutdown();
  await expect.poll(() => document.body.children.length).toBe(0);
  vi.restoreAllMocks();
  await engine.stop();
});

const poll = <T>(read: () => T) => expect.poll(read, { interval: 10 });
const root = () => document.body.lastElementChild?.shadowRoot;
const find = (selector: string) => root()?.querySelector<HTMLElement>(selector);
const field = () => root()?.querySelector<HTMLTextAreaElement>(".composer textarea");
const launcher = () => find(".launcher");
const boot = () => widget.boot({ engine: engine.url, lazy: true });
const sent = () =>
  engine.heard
    .filter(({ event }) => event === "send")
    .map(({ input }) => (input as { content: { text: string } }).content.text);

async function write(text: string): Promise<HTMLTextAreaElement> {
  widget.open();
  await poll(() => field() !== null && field() !== undefined).toBe(true);
  const area = field();
  if (!area) throw new Error("There is no field to write in.");
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  return area;
}
const press = (target: Element, key: string, more: KeyboardEventInit & { keyCode?: number } = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more });
  if (more.keyCode) Object.defineProperty(event, "keyCode", { value: more.keyCode });
  target.dispatchEvent(event);
  return event;
};

test("before it is opened there is a named button, and nothing was stored or sent", () => {
  boot();
  expect(launcher()?.getAttribute("aria-label")).toBe("Open chat");
  expect(localStorage).toHaveLength(0);
  expect(engine.heard).toEqual([]);
});

test("Enter sends, and the field is empty again", async () => {
  boot();
  const area = await write("Where is my order?");
  await poll(() => find("button.send")?.hasAttribute("disabled")).toBe(false);
  press(area, "Enter");
  await poll(sent).toEqual(["Where is my order?"]);
  await poll(() => field()?.value).toBe("");
  await poll(() => find(".message.own")?.textContent).toContain("Where is my order?");
});

test("Enter that picks a word of an input method does not send, in Safari neither", async () => {
  boot();
  const area = await write("ni hao");
  expect(press(area, "Enter", { isComposing: true }).defaultPrevented).toBe(false);
  expect(press(area, "Enter", { keyCode: 229 }).defaultPrevented).toBe(false);
  expect(press(area, "Enter", { shiftKey: true }).defaultPrevented).toBe(false);
  expect(field()?.value).toBe("ni hao");
  area.value = "你好";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  await poll(() => find("button.send")?.hasAttribute("disabled")).toBe(false);
  expect(press(area, "Enter").defaultPrevented).toBe(true);
  await poll(sent).toEqual(["你好"]);
});

test("[M13] more than 4,000 characters are not cut off and not sent, and the visitor is told how many are too many", async () => {
  boot();
  const area = await write("x".repeat(4_003));
  await poll(() => find("#left")?.textContent).toBe("3 too many");
  press(area, "Enter");
  expect(field()?.value).toHaveLength(4_003);
  expect(sent()).toEqual([]);
});

test("[C4] what people write is shown as it was written, never as markup", async () => {
  boot();
  const area = await write("<img src=x onerror=alert(1)> **not bold**");
  await poll(() => find("button.send")?.hasAttribute("disabled")).toBe(false);
  press(area, "Enter");
  await poll(() => find(".message.own .bubble")?.textContent).toBe("<img src=x onerror=alert(1)> **not bold**");
  expect(find(".message img, .message strong")).toBeNull();
});

test("Escape closes it; a key pressed inside is none of the page's shortcuts", async () => {
  boot();
  const heard: string[] = [];
  document.addEventListener("keydown", ({ key }) => heard.push(key));
  const area = await write("");
  press(area, "k");
  press(area, "Escape");
  await poll(() => field() ?? "gone").toBe("gone");
  expect(heard).toEqual([]);
});

test("a draft survives closing and another page", async () => {
  boot();
  await write("half a sente");
  widget.close();
  const next = createWidget(fetchPart);
  next.boot({ engine: engine.url });
  next.open();
  await poll(() => field()?.value).toBe("half a sente");
  next.shutdown();
  await poll(() => document.body.children.length).toBe(1);
});

test.each(["with the panel open", "before the chat is loaded"])(
  "[I10] who signs out leaves nothing behind, %s",
  async (when) => {
    boot();
    await write("a secret");
    const site =
      Object.keys(localStorage)
        .find((name) => name.startsWith("parley:"))
        ?.replace(/:[^:/]*$/, "") ?? "";
    if (when !== "with the panel open") {
      widget.unmount();
      localStorage.setItem(`${site}:not-sent`, "what was on its way");
      widget.boot({ engine: engine.url, lazy: true });
    }
    localStorage.setItem("of the page", "stays");
    widget.shutdown();
    await poll(() => document.body.children.length).toBe(0);
    expect(Object.keys(localStorage)).toEqual(["of the page"]);
    expect(Object.values(sessionStorage)).not.toContain("open");
  },
);

test("events reach listeners and the document; `on` answers how to stop; `ready` reaches those who come late", async () => {
  const heard: string[] = [];
  const names: EventName[] = ["ready", "open", "close", "message", "started"];
  const stops = names.map((name) => widget.on(name, () => heard.push(name)));
  document.addEventListener("parley:open", () => heard.push("parley:open"), { once: true });
  boot();
  widget.send("hi");
  await poll(() => heard).toEqual(expect.arrayContaining(["ready", "open", "parley:open", "started", "message"]));
  for (const stop of stops) stop();
  const before = heard.length;
  widget.close();
  widget.on("ready", () => heard.push("late"));
  await poll(() => heard.slice(before)).toEqual(["late"]);
});

test("what a listener throws stops nothing", async () => {
  const errors: unknown[] = [];
  const caught = (error: unknown) => errors.push(error);
  process.on("uncaughtException", caught);
  widget.on("ready", () => {
    throw new Error("the page's own mistake");
  });
  expect(boot).not.toThrow();
  await poll(() => errors.length).toBe(1);
  process.off("uncaughtException", caught);
});

test("another language at any time", async () => {
  boot();
  await write("");
  widget.setLocale("zh-Hans");
  await poll(() => find(".who h2")?.textContent).toBe("在线客服");
  expect(find("[role=dialog]")?.lang).toBe("zh-CN");
});

test("who is identified before the chat is loaded is known to the engine afterwards", async () => {
  boot();
  widget.identify({ name: "Ada", email: "ada@example.com" });
  widget.open();
  const known = () => engine.heard.find(({ event }) => event === "identify")?.input;
  await poll(known).toEqual({ name: "Ada", email: "ada@example.com" });
});

test("a site that goes to another page without loading it: the next message says where the visitor is", async () => {
  const told = () => engine.heard.filter(({ event }) => event === "page").map(({ input }) => input);
  boot();
  widget.send("hi");
  await poll(() => engine.heard.some(({ event }) => event === "send")).toBe(true);
  const before = told().length;
  history.pushState({}, "", "/basket");
  widget.send("and this?");
  await poll(() => told().slice(before)).toMatchObject([{ url: `${location.origin}/basket` }]);
  widget.page({ url: "https://shop.example/a", title: "A" });
  (widget.page as () => void)();
  await poll(() => told().slice(before + 1)).toMatchObject([{ title: "A" }, { url: `${location.origin}/basket` }]);
});

test("hide and show; the page's own buttons", async () => {
  widget.boot({ engine: engine.url, launcher: ".help" });
  expect(launcher()?.hidden).toBe(true);
  const help = document.body.appendChild(document.createElement("button"));
  help.className = "help";
  help.click();
  await poll(() => widget.diagnose()["open"]).toBe(true);
  await poll(() => help.getAttribute("aria-expanded")).toBe("true");
  widget.hide();
  expect(help.getAttribute("aria-expanded")).toBe("false");
  expect(widget.diagnose()["hidden"]).toBe(true);
  help.remove();
});

test("a chat that cannot be loaded says so, and is loaded when asked again", async () => {
  let broken = true;
  widget = createWidget((name, engine) => (broken ? Promise.reject(new Error("404")) : fetchPart(name, engine)));
  const errors: string[] = [];
  widget.on("error", ({ error }) => errors.push(error.message));
  boot();
  launcher()?.click();
  const trouble = () => find(".launcher span");
  await poll(() => trouble()?.textContent).toBe("Try again");
  expect(errors[0]).toContain("404");
  broken = false;
  trouble()?.click();
  await poll(() => field()?.value).toBe("");
  expect(trouble()?.textContent).toBe("");
});
