// @vitest-environment jsdom
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { openMemory } from "./memory.ts";
import { startTelling, type Telling } from "./telling.ts";

type Told = Record<string, unknown> & { page: { url: string } };

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
  delete window.parley;
  history.replaceState(null, "", "/");
});

/** An engine that notes what it is told and answers with `status`, and a page; the widget stands on it unless it is held back. */
async function setUp({ held = false } = {}) {
  const told: Told[] = [];
  const engine = { status: 200 };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      told.push(JSON.parse(body) as Told);
      response.writeHead(engine.status, { "access-control-allow-origin": "*", "content-type": "application/json" });
      // Longer than any test waits: none is told of twice.
      response.end(JSON.stringify({ every: 600_000 }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const beacons: Told[] = [];
  Object.defineProperty(navigator, "sendBeacon", {
    configurable: true,
    value: (_url: string, said: string) => beacons.push(JSON.parse(said) as Told),
  });
  if (!held) document.body.append(document.createElement("parley-chat"));
  const parley = { loaded: { diagnose: () => ({}), shutdown: vi.fn(), boot: vi.fn() } };
  window.parley = parley as unknown as NonNullable<typeof window.parley>;
  const start = (): Telling => startTelling(base, () => {}, start);
  const telling = start();
  onTestFinished(() => {
    parley.loaded.shutdown();
    server.close();
  });
  return {
    told,
    beacons,
    engine,
    base,
    telling,
    signOut: () => parley.loaded.shutdown(),
    boot: () => parley.loaded.boot(),
  };
}

test("[O1] where the page holds the widget back nothing is told, also when it goes, and nothing is kept", async () => {
  const { told, beacons } = await setUp({ held: true });
  dispatchEvent(new Event("pagehide"));
  expect([told, beacons, localStorage.length]).toEqual([[], [], 0]);
});

test("[O2] an address that changes in what is not told of it is told once, however often it does", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { told } = await setUp();
  await expect.poll(() => told.length).toBe(1);
  history.replaceState(null, "", "/?at=1#12/31.2/121.4");
  vi.advanceTimersByTime(1_000);
  history.replaceState(null, "", "/cart");
  vi.advanceTimersByTime(1_000);
  await expect.poll(() => told.map(({ page }) => new URL(page.url).pathname)).toEqual(["/", "/cart"]);
});

test("[O6] what could not be told of an invitation is told with what comes next", async () => {
  const { told, engine, telling } = await setUp();
  await expect.poll(() => told.length).toBe(1);
  engine.status = 429;
  await telling.tell({ shown: "one" });
  engine.status = 200;
  await telling.tell({ dismissed: "one" });
  expect(told.at(-1)).toMatchObject({ shown: "one", dismissed: "one" });
  await telling.tell();
  expect(told.at(-1)).not.toHaveProperty("dismissed");
});

test("[O2] a tab that stays says so when another is left, and is over when the browser has forgotten", async () => {
  const { told, base } = await setUp();
  await expect.poll(() => told.length).toBe(1);
  const name = `parley-live:${base}`;
  const before = localStorage.getItem(name);
  openMemory(base).leave();
  const left = localStorage.getItem(name);
  dispatchEvent(new StorageEvent("storage", { key: name, oldValue: before, newValue: left }));
  await expect.poll(() => told.length).toBe(2);
  localStorage.removeItem(name);
  dispatchEvent(new StorageEvent("storage", { key: name, oldValue: left, newValue: null }));
  history.replaceState(null, "", "/next");
  document.dispatchEvent(new Event("visibilitychange"));
  expect([told.length, localStorage.length]).toEqual([2, 0]);
});

test("[O2] who signs out leaves nothing, nor what they had answered and not sent", async () => {
  const { told, telling, signOut } = await setUp();
  await expect.poll(() => told.length).toBe(1);
  telling.memory.keepAnswer({ invitation: "one", text: "Yes" });
  signOut();
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
});

test("[O2] after it was shut down the widget that is back tells again, as somebody else, however often", async () => {
  const { told, beacons, signOut, boot } = await setUp();
  for (const count of [1, 2, 3]) {
    await expect.poll(() => told.length).toBe(count);
    signOut();
    expect(beacons.length).toBe(count);
    boot();
  }
  await expect.poll(() => told.length).toBe(4);
  expect(new Set(told.map(({ key }) => key)).size).toBe(4);
});
