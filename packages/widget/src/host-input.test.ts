import { newId } from "@parley/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startEngine } from "./client/engine.fixture.ts";
import { fetchPart } from "./fetch-part.ts";
import type { WidgetOptions } from "./settings.ts";
import { createWidget } from "./widget.ts";
import type { Widget } from "./verbs.ts";

let engine: Awaited<ReturnType<typeof startEngine>>;
let widget: Widget;
let warnings: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  document.documentElement.lang = "en";
  localStorage.clear();
  warnings = vi.spyOn(console, "warn").mockImplementation(() => {});
  engine = await startEngine();
  widget = createWidget(fetchPart);
});
afterEach(async () => {
  widget.shutdown();
  vi.restoreAllMocks();
  await engine.stop();
});

const poll = <T>(read: () => T) => expect.poll(read, { interval: 10 });
const host = () => document.querySelector<HTMLElement>("parley-chat");
const find = (selector: string) => host()?.shadowRoot?.querySelector<HTMLElement>(selector);
const all = (selector: string) => [...(host()?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
async function open(options: WidgetOptions = {}): Promise<void> {
  widget.boot({ engine: engine.url, lazy: true, ...options });
  widget.open();
  await poll(() => find(".composer textarea")).toBeTruthy();
}
const field = () => find(".composer textarea") as HTMLTextAreaElement;
const sent = () => engine.heard.filter(({ event }) => event === "send").length;
const say = (text: string, choices: string[] = []) =>
  engine.append([...engine.visitors.keys()][0] ?? "", newId(), {
    type: "message",
    author: { kind: "bot" },
    content: { type: "text", text, choices: choices.map((label) => ({ label, value: label })) },
  });

test.each([
  [null, []],
  [5, ["5"]],
  ["Where is it?||How much?|", ["Where is it?", "How much?"]],
  [[undefined, "Where is it?", ""], ["Where is it?"]],
])("questions to begin with, given as %j, are %j", async (starters, shown) => {
  await open({ starters: starters as never });
  expect(all(".welcome button").map((button) => button.textContent)).toEqual(shown);
});

test.each([undefined, null, 42, {}])("words to begin with may be %j", async (words) => {
  await open();
  widget.prefill(words as never);
  widget.prefill("hello");
  await poll(() => field().value).toBe("hello");
});

test("own words, for all languages or for one", async () => {
  await open({ title: "Shop", titleZh: "商店", greetingEn: "Hi!", startersZh: "运费|退货" });
  expect(find(".who h2")?.textContent).toBe("Shop");
  expect(find(".greeting")?.textContent).toBe("Hi!");
  expect(all(".welcome button")).toEqual([]);
  widget.setLocale("zh-CN");
  await poll(() => find(".who h2")?.textContent).toBe("商店");
  expect(find(".greeting")?.textContent).toBe("您好，有什么可以帮您？");
  expect(all(".welcome button").map((button) => button.textContent)).toEqual(["运费", "退货"]);
  widget.update({ titleZh: undefined });
  expect(find(".who h2")?.textContent).toBe("Shop");
});

const WORDS = {
  title: "All",
  titleEn: "English",
  titleZh: "简体",
  titleZhHant: "繁體",
  titleDe: "Deutsch",
  titlePt: "Português",
};
test.each([
  ["en-GB", WORDS, "English"],
  ["zh-CN", WORDS, "简体"],
  ["zh-TW", WORDS, "繁體"],
  ["zh-HK", { titleZh: "简体" }, "简体"],
  // Languages that the panel does not speak.
  ["de-AT", WORDS, "Deutsch"],
  ["pt-BR", WORDS, "Português"],
  ["it", WORDS, "English"],
  ["it", { title: "All", titleDe: "Deutsch" }, "All"],
  ["ja", { title: "All", titleJa: "日本語" }, "日本語"],
  ["fr-CA", { titleFr: "Français", titleEn: "English" }, "Français"],
  ["ja", { titleFr: "Français" }, "サポート"],
])("[L9] who reads %s reads of the own words %j what is nearest", async (locale, words, shown) => {
  await open({ ...words, locale });
  await poll(() => find(".who h2")?.textContent).toBe(shown);
});

test.each([
  ["transparent", "#3350d0"],
  ["no colour", "#3350d0"],
  ["tomato", "tomato"],
])("the colour %s is %s", (color, shown) => {
  vi.stubGlobal("CSS", { supports: (_name: string, value: string) => value !== "no colour" });
  widget.boot({ color, lazy: true });
  expect(host()?.style.getPropertyValue("--accent")).toBe(shown);
  vi.unstubAllGlobals();
});

test("whoever clicks twice picks once, and holds no other button up", async () => {
  await open();
  widget.send("hi");
  await poll(sent).toBe(1);
  say("Which one?", ["The red one", "The blue one"]);
  await poll(() => all(".choices button").length).toBe(2);
  const [red, blue] = all(".choices button");
  const click = (button: HTMLElement | undefined, detail: number) =>
    button?.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, detail }));
  click(red, 1);
  click(red, 2);
  await poll(sent).toBe(2);
  click(blue, 0);
  await poll(sent).toBe(3);
});

test("while the panel is open, nothing is unread for a moment", async () => {
  await open();
  widget.send("hi");
  await poll(sent).toBe(1);
  const counts: number[] = [];
  widget.on("unread", ({ count }) => counts.push(count));
  say("One");
  await poll(() => all(".message.other").length).toBe(1);
  widget.close();
  say("Two");
  await poll(() => counts).toEqual([1]);
  expect(find(".launcher b")?.textContent).toBe("1");
  widget.open();
  await poll(() => counts).toEqual([1, 0]);
});

test("what another tab has shown is read here too", async () => {
  await open();
  widget.send("hi");
  await poll(sent).toBe(1);
  widget.close();
  const seq = say("Two")?.seq ?? 0;
  const badge = () => find(".launcher b");
  await poll(() => badge()?.hidden).toBe(false);
  const key = Object.keys(localStorage).find((name) => localStorage[name].includes("token")) ?? "";
  const session = JSON.parse(localStorage[key]) as object;
  localStorage[key] = JSON.stringify({ ...session, read: seq });
  window.dispatchEvent(new StorageEvent("storage", { key }));
  await poll(() => badge()?.hidden).toBe(true);
});

test("a site that the engine does not want: its owner is told, and the visitor that it was not sent", async () => {
  engine.faults.refuseConnect = { code: "forbidden", message: "https://shop.example is not in ALLOWED_ORIGINS" };
  const errors: string[] = [];
  widget.on("error", ({ error }) => errors.push(error.code));
  await open();
  widget.send("hi");
  await poll(() => find(".trouble.footer")?.textContent).toContain("Not sent");
  expect(find(".notice")?.textContent).toBe("The chat cannot connect. Please reload the page.");
  // Who writes after the first refusal asks once more, and is refused once more.
  await poll(() => [...new Set(errors)]).toEqual(["forbidden"]);
  expect(warnings).toHaveBeenCalledWith("parley", engine.faults.refuseConnect);
});

test("where there is no way to the engine, its owner is told after three attempts, once", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const { url } = engine;
  await engine.stop();
  const errors: string[] = [];
  widget.on("error", ({ error }) => errors.push(error.code));
  await open({ engine: url });
  widget.send("hi");
  const failures = () => (widget.diagnose()["connection"] as { failures?: number }).failures;
  await poll(failures).toBeGreaterThan(4);
  expect(errors).toEqual(["unavailable"]);
});

test("scripts that look whether one writes are told so", async () => {
  await open();
  expect(host()?.isContentEditable).toBe(true);
});

test("an article to be read unfolds; one of which there is no more is no button", async () => {
  await open();
  widget.send("hi");
  await poll(sent).toBe(1);
  const [token = ""] = engine.visitors.keys();
  const answer = (source: object) =>
    engine.append(token, newId(), {
      type: "message",
      author: { kind: "bot" },
      content: { type: "text", text: "So.", source: { articleId: "a", title: "Delivery", ...source } },
    });
  answer({});
  await poll(() => find(".message.other .footer")?.textContent).toBe("From our help pages · Delivery");
  expect(find(".source")).toBeNull();
  answer({ passage: "By **train**." });
  await poll(() => find("details.source summary")?.textContent).toContain("Delivery");
  expect(find(".passage strong")?.textContent).toBe("train");
});
