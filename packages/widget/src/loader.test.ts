import { afterEach, expect, test, vi } from "vitest";

type Parley = ((...call: unknown[]) => unknown) & { q?: unknown[] };
const page = globalThis as unknown as { parley?: Parley };

async function load(attributes: Record<string, string>, early: unknown[][] = []): Promise<void> {
  document.body.replaceChildren();
  vi.resetModules();
  const script = document.createElement("script");
  script.setAttribute("src", "https://chat.example/sub/widget.js");
  for (const [name, value] of Object.entries(attributes)) script.dataset[name] = value;
  vi.spyOn(document, "currentScript", "get").mockReturnValue(script);
  vi.stubGlobal("VERSION", "test");
  if (early.length > 0) page.parley = Object.assign(() => {}, { q: early });
  await import("./loader.ts");
}
const launcher = () => document.body.lastElementChild?.shadowRoot?.querySelector<HTMLElement>(".launcher");

afterEach(() => {
  page.parley?.("unmount");
  delete page.parley;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("the engine is where the script came from; attributes are options", async () => {
  await load({ position: "left", lazy: "", autoOpen: "false", zIndex: "7", starters: "a|b" });
  expect(page.parley?.("diagnose")).toMatchObject({
    engine: "https://chat.example/sub/",
    position: "left",
    lazy: true,
    autoOpen: false,
    zIndex: "7",
  });
  expect(launcher()?.getAttribute("aria-label")).toBe("Open chat");
});

test("early calls are replayed in order", async () => {
  const heard: string[] = [];
  await load({ lazy: "" }, [
    ["on", "open", () => heard.push("open")],
    ["hide"],
    ["on", "ready", () => heard.push("ready")],
    ["show"],
    ["setLocale", "zh-CN"],
    ["boot", { position: "left" }],
  ]);
  expect(page.parley?.("diagnose")).toMatchObject({ hidden: false, locale: "zh-CN", position: "left" });
  await expect.poll(() => heard).toEqual(["ready"]);
});

test("calls that came as arguments objects, as the stub makes them, are understood", async () => {
  await load({ lazy: "" }, [
    (function stub(..._call: unknown[]) {
      // oxlint-disable-next-line prefer-rest-params -- what the snippet in the page does
      return arguments as unknown as unknown[];
    })("setTheme", "dark"),
  ]);
  expect(page.parley?.("diagnose")).toMatchObject({ theme: "dark" });
});

test("a second script does nothing", async () => {
  await load({ lazy: "" });
  const { parley } = page;
  vi.resetModules();
  await import("./loader.ts");
  expect(page.parley).toBe(parley);
  expect(document.body.children).toHaveLength(1);
});

test("it waits for boot if it is told to", async () => {
  await load({ lazy: "", boot: "manual" });
  expect(document.body.children).toHaveLength(0);
  page.parley?.("boot", { locale: "zh" });
  expect(launcher()?.getAttribute("aria-label")).toBe("打开聊天");
});

test("a verb that does not exist is reported, not thrown", async () => {
  await load({ lazy: "" });
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  expect(() => page.parley?.("explode")).not.toThrow();
  expect(warn).toHaveBeenCalledOnce();
});
