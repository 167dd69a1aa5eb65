// @vitest-environment node
import type { WireError } from "@parley/protocol";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Window } from "happy-dom";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { poll } from "./client.fixture.ts";
import { startEngine } from "./engine.fixture.ts";
import { openTransport } from "./socket.ts";
import type { Push, Transport } from "./transport.ts";

let engine: Awaited<ReturnType<typeof startEngine>>;
let transport: Transport | undefined;

beforeEach(async () => {
  engine = await startEngine();
});
afterEach(async () => {
  transport?.disconnect();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  await engine.stop();
});

function open(url = engine.url) {
  const told = { connected: 0, disconnected: 0, refused: [] as WireError[], pushed: [] as Push[] };
  transport = openTransport(url, () => ({ protocol: 1 }), {
    connected: () => void told.connected++,
    disconnected: () => void told.disconnected++,
    refused: (error) => void told.refused.push(error),
    pushed: (push) => void told.pushed.push(push),
  });
  transport.connect();
  return { told, transport };
}
const nameOfLine = () => [...engine.sockets().values()][0]?.conn.transport.name;

describe.each([
  ["websocket", () => vi.stubGlobal("WebSocket", new Window({ url: "http://localhost/" }).WebSocket)],
  ["polling", () => vi.stubGlobal("WebSocket", undefined)],
])("over %s", (name, choose) => {
  beforeEach(choose);

  test("it connects and is answered", async () => {
    const { told, transport } = open();
    await poll(() => told.connected).toBe(1);
    expect(nameOfLine()).toBe(name);
    expect(transport.connected()).toBe(true);
    expect(await transport.request("hello", { locale: "en" })).toMatchObject({ ok: true, value: { token: "token-1" } });
  });

  test("500 requests at once are answered, each with its own answer", async () => {
    const { told, transport } = open();
    await poll(() => told.connected).toBe(1);
    const ids = Array.from({ length: 500 }, (_, index) => `message-${index}`);
    const content = { type: "text", text: "中文 and \u2028 and 😀" } as const;
    const answers = await Promise.all(ids.map((id) => transport.request("send", { id, content })));
    expect(answers.map((answer) => answer.ok && answer.value.id)).toEqual(ids);
  });

  test("pushes come in order", async () => {
    const { told } = open();
    await poll(() => told.connected).toBe(1);
    for (let position = 1; position <= 100; position++) engine.push("queue", { position, agentsOnline: 0 });
    await poll(() => told.pushed.length).toBe(100);
    expect(told.pushed.map(({ value }) => (value as { position: number }).position)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  test("[V7] a refusal is told with its code, and not as a loss", async () => {
    engine.faults.refuseConnect = { code: "version", message: "Too old." };
    const { told } = open();
    await poll(() => told.refused).toEqual([{ code: "version", message: "Too old." }]);
    expect(told.disconnected).toBe(0);
  });

  test("a cut is told once, what was asked is answered with unavailable, and it can connect again", async () => {
    const { told, transport } = open();
    await poll(() => told.connected).toBe(1);
    engine.faults.loseAnswers = true;
    const asked = transport.request("sync", { after: 0 });
    await poll(() => engine.heard.length).toBe(1);
    engine.cut();
    expect(await asked).toMatchObject({ ok: false, error: { code: "unavailable" } });
    await poll(() => told.disconnected).toBe(1);
    transport.connect();
    await poll(() => told.connected).toBe(2);
  });

  test("who disconnects is told nothing more", async () => {
    const { told, transport } = open();
    await poll(() => told.connected).toBe(1);
    transport.disconnect();
    await poll(() => engine.sockets().size).toBe(0);
    expect(told.disconnected).toBe(0);
    expect(await transport.request("sync", { after: 0 })).toMatchObject({ ok: false });
  });

  test("an engine that is not there is a loss", async () => {
    const { told } = open("http://127.0.0.1:9/");
    await poll(() => told.disconnected).toBe(1);
  });
});

test("where a WebSocket is let through by nobody, it polls", async () => {
  const { WebSocket } = new Window({ url: "http://localhost/" });
  const nobody = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => nobody.listen(0, "127.0.0.1", resolve));
  const { port } = nobody.address() as AddressInfo;
  vi.stubGlobal("WebSocket", function blocked(address: string) {
    return new WebSocket(address.replace(/:\d+\//, `:${port}/`));
  });
  const { told } = open();
  await poll(() => told.connected).toBe(1);
  expect(nameOfLine()).toBe("polling");
  nobody.close();
});

test("a line that has fallen silent is a loss, whatever the network says", async () => {
  const { WebSocket } = new Window({ url: "http://localhost/" });
  vi.stubGlobal("WebSocket", WebSocket);
  await engine.stop();
  engine = await startEngine(0, { pingInterval: 100, pingTimeout: 100 });
  const { told } = open();
  await poll(() => told.connected).toBe(1);
  engine.silence();
  await poll(() => told.disconnected).toBe(1);
});

test("a WebSocket that the page's policy forbids, which fails without closing, makes it poll at once", async () => {
  vi.stubGlobal(
    "WebSocket",
    class extends EventTarget {
      static readonly OPEN = 1;
      readonly readyState = 3;
      onerror?: (event: Event) => void;
      constructor() {
        super();
        this.addEventListener("error", (event) => this.onerror?.(event));
        queueMicrotask(() => this.dispatchEvent(new Event("error")));
      }
      close() {}
    },
  );
  const { told } = open();
  await poll(() => told.connected).toBe(1);
  expect(nameOfLine()).toBe("polling");
});

describe("where everything is taken and nothing answered, as on a line that is half open", () => {
  async function silence() {
    const made = { count: 0 };
    const silent = createServer(() => void made.count++);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    return { made, silent, url: `http://127.0.0.1:${port}/` };
  }

  test("an attempt ends, whatever step of it hangs, and is told as a loss", async () => {
    vi.stubGlobal("WebSocket", new Window({ url: "http://localhost/" }).WebSocket);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { made, silent, url } = await silence();
    const { told } = open(url);
    await poll(() => made.count).toBe(1);
    vi.advanceTimersByTime(8_000);
    await poll(() => made.count).toBe(2);
    expect(told.disconnected).toBe(0);
    vi.advanceTimersByTime(8_000);
    expect(told.disconnected).toBe(1);
    silent.close();
  });

  test("once a WebSocket was let through, the next one is tried before polling", async () => {
    const { WebSocket } = new Window({ url: "http://localhost/" });
    const { made, silent, url } = await silence();
    let address = engine.url;
    const routed = function routed(wanted: string) {
      return new WebSocket(wanted.replace(/\/\/[^/]+/, `//${new URL(address).host}`));
    };
    vi.stubGlobal("WebSocket", Object.assign(routed, { OPEN: WebSocket.OPEN }));
    const { told, transport } = open();
    await poll(() => told.connected).toBe(1);
    address = url;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    transport.connect();
    await poll(() => made.count).toBe(1);
    vi.advanceTimersByTime(8_000);
    expect(told.disconnected).toBe(1);
    address = engine.url;
    transport.connect();
    await poll(() => told.connected).toBe(2);
    expect(nameOfLine()).toBe("websocket");
    silent.close();
  });
});
