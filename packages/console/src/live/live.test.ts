// @vitest-environment node
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ChatError, type WireError } from "@parley/protocol";
import { Window } from "happy-dom";
import { Server, type Socket } from "socket.io";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLive, type Live } from "./live.ts";
import { sessionEnded } from "../api.ts";

type Answer = (reply: unknown) => void;

let engine: Awaited<ReturnType<typeof startEngine>>;
let live: Live;
let events: EventTarget;

/**
 * A real Socket.IO server at `/agent` below a base path, which answers `hello` and repeats what it hears. Silence is noticed within some seconds:
 * a busy machine that stands still for a moment has not fallen silent.
 */
async function startEngine() {
  const http = createServer();
  const io = new Server(http, { path: "/shop/socket.io/", pingInterval: 500, pingTimeout: 2_000 });
  const agents = io.of("/agent");
  const heard: unknown[] = [];
  const faults = { refuse: undefined as WireError | undefined, silent: false };
  agents.use((_socket, next) => {
    const error = faults.refuse;
    next(error && Object.assign(new Error(error.message), { data: error }));
  });
  agents.on("connection", (socket: Socket) => {
    socket.onAny((event: string, input: unknown, reply?: Answer) => {
      heard.push({ event, input });
      if (!faults.silent) reply?.({ ok: true, value: { event, input } });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    faults,
    agents,
    transports: () => [...agents.sockets.values()].map(({ conn }) => conn.transport.name),
    auth: () => [...agents.sockets.values()].map(({ handshake }) => handshake.auth),
    silence: () => agents.sockets.forEach(({ conn }) => (conn.transport.send = () => {})),
    stop: () => io.close(),
  };
}

beforeEach(async () => {
  engine = await startEngine();
  events = new EventTarget();
  vi.stubGlobal("location", { origin: engine.origin });
  vi.stubGlobal("addEventListener", events.addEventListener.bind(events));
  vi.stubGlobal("WebSocket", new Window({ url: "http://localhost/" }).WebSocket);
  live = createLive("/shop");
});
afterEach(async () => {
  live.stop();
  vi.unstubAllGlobals();
  await engine.stop();
});

const poll = (read: () => unknown) => expect.poll(read, { interval: 10 });
const status = () => live.status.value.status;
const online = () => poll(status).toBe("online");
const ask = (event: string, timeout?: number) => live.ask(event as "hello", {}, timeout);

test.each([
  ["websocket", () => {}],
  ["polling", () => vi.stubGlobal("WebSocket", undefined)],
])(
  "[V1, V4] over %s it joins /agent below the engine's path, greets, and is online then",
  async (transport, choose) => {
    choose();
    const seen: string[] = [];
    live.onConnect(async () => {
      await ask("hello");
      seen.push(`greeted while ${status()}`);
    });
    live.onOnline(() => seen.push("online"));
    live.start();
    await online();
    expect(engine.transports()).toEqual([transport]);
    expect(engine.auth()).toEqual([{ protocol: 1 }]);
    expect(seen).toEqual(["greeted while connecting", "online"]);
  },
);

test("what is pushed reaches all who listen, what is said need not be answered", async () => {
  const heard: unknown[] = [];
  live.on("mention", (mention) => heard.push(["one", mention]));
  live.on("mention", (mention) => heard.push(["two", mention]));
  live.start();
  await online();
  engine.agents.emit("mention", { seq: 1 });
  await poll(() => heard).toEqual([
    ["one", { seq: 1 }],
    ["two", { seq: 1 }],
  ]);
  live.mention("typing", { conversationId: "c", on: true });
  await poll(() => engine.heard).toEqual([{ event: "typing", input: { conversationId: "c", on: true } }]);
});

test("[R2] what is not answered in time is unavailable, and so is all that is asked while offline", async () => {
  await expect(ask("heads")).rejects.toMatchObject({ code: "unavailable" });
  live.start();
  await online();
  engine.faults.silent = true;
  await expect(ask("heads", 20)).rejects.toBeInstanceOf(ChatError);
  const cut = ask("heads");
  await poll(() => engine.heard.length).toBe(2);
  engine.agents.disconnectSockets(true);
  await expect(cut).rejects.toMatchObject({ code: "unavailable" });
});

const losses: [string, () => void][] = [
  ["the connection is cut", () => engine.agents.sockets.forEach((socket) => socket.conn.close())],
  ["the engine sends it away", () => engine.agents.disconnectSockets()],
  ["the line falls silent", () => engine.silence()],
  ["[D1] the engine is about to stop", () => engine.agents.emit("drain", { in: 20 })],
  ["the browser says that the network changed", () => events.dispatchEvent(new Event("offline"))],
  ["it looks dead to its owner", () => live.renew()],
];
test.each(losses)("it says that it is offline and comes back where %s", async (_what, lose) => {
  const seen: string[] = [];
  live.status.subscribe((now) => seen.push(now.status));
  live.start();
  await online();
  lose();
  await poll(() => seen.join(" ")).toBe("connecting online offline online");
  await poll(() => engine.agents.sockets.size).toBe(1);
});

test("who could not greet is offline and tries again", async () => {
  let failures = 2;
  live.onConnect(() => (failures-- > 0 ? Promise.reject(new ChatError("internal", "Oh.")) : Promise.resolve()));
  live.start();
  await online();
  expect(failures).toBe(-1);
});

test("[V7] a refusal that passes is waited for, one that does not is told", async () => {
  engine.faults.refuse = { code: "unavailable", message: "Later.", retryAfter: 20 };
  live.start();
  await poll(status).toBe("offline");
  engine.faults.refuse = undefined;
  await online();
  const ended = vi.spyOn(sessionEnded, "tell");
  engine.faults.refuse = { code: "unauthorized", message: "Who?" };
  engine.agents.disconnectSockets();
  await poll(() => live.status.value).toEqual({ status: "refused", error: engine.faults.refuse });
  expect(ended).toHaveBeenCalledOnce();
});

test("who stops is not connected and does not come back", async () => {
  live.start();
  await online();
  live.stop();
  await poll(() => engine.agents.sockets.size).toBe(0);
  events.dispatchEvent(new Event("online"));
  expect(engine.agents.sockets.size).toBe(0);
});
