/** A server in a process of its own, so that its processor time and memory are its own: bare Socket.IO, or an engine. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createEngine } from "@parley/engine";
import { Server } from "socket.io";
import { each } from "./client.ts";
import type { Order, ServerKind } from "./process.ts";

/** The engine refuses sign-ins beyond what its processor can hash at once. */
const PASSWORDS_AT_ONCE = 2;
const UNLIMITED = { burst: 1e9, perMinute: 1e9 };
const RATES = {
  connect: UNLIMITED,
  newVisitor: UNLIMITED,
  message: UNLIMITED,
  addressMessage: UNLIMITED,
  handOver: UNLIMITED,
  visitorRequest: UNLIMITED,
  upload: UNLIMITED,
  addressUpload: UNLIMITED,
};

let longestQueue = 0;
const servers: Server[] = [];
const attach = Server.prototype.attach;
Server.prototype.attach = function (...parameters) {
  servers.push(this);
  return attach.apply(this, parameters);
};

const [kind, store = "", options = "{}"] = process.argv.slice(2) as [ServerKind, string?, string?];
const http = createServer();
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", 4096, resolve));
const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
const obey = kind === "bare" ? bare() : await parley();

process.on("message", ({ number, order }: { number: number; order: Order }) => {
  void carryOut(order).then((value) => process.send?.({ number, value }));
});
process.on("disconnect", () => process.exit());
process.send?.({ url });

async function carryOut(order: Order): Promise<unknown> {
  if (order.do === "measure") return { cpu: cpu(), ...process.memoryUsage() };
  if (order.do === "collectGarbage") {
    for (let time = 0; time < 3; time += 1) {
      globalThis.gc?.();
      await wait(100);
    }
    return { cpu: cpu(), ...process.memoryUsage() };
  }
  if (order.do === "watchQueues") return void setInterval(watchQueues, 1);
  if (order.do === "longestQueue") return longestQueue;
  return await obey(order);
}

/** The most bytes that waited to be sent to one client: those that Socket.IO holds, and those that are on their way out. */
function watchQueues(): void {
  for (const io of servers) {
    for (const { writeBuffer, transport } of Object.values(
      io.engine["clients"] as unknown as Record<string, Connection>,
    )) {
      const held = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
      longestQueue = Math.max(longestQueue, held + (transport.socket?.bufferedAmount ?? 0));
    }
  }
}

interface Connection {
  writeBuffer: { data?: string }[];
  transport: { socket?: { bufferedAmount: number } };
}

/** Microseconds of processor time of all threads. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Socket.IO as it is, with the engine's settings: a message goes to the room and is acknowledged. */
function bare() {
  const io = new Server({
    pingInterval: 10_000,
    pingTimeout: 5_000,
    perMessageDeflate: false,
    serveClient: false,
  });
  io.attach(http);
  let seq = 0;
  io.on("connection", (socket) => {
    socket.on("join", (room: string, done: (reply: object) => void) => {
      void socket.join(room);
      done({ ok: true, value: {} });
    });
    socket.on("send", ({ id, conversationId, content }: Sent, done: (reply: object) => void) => {
      const at = Date.now();
      seq += 1;
      const event = { id, conversationId, seq, at, type: "message", author: { kind: "visitor" }, content };
      io.to(conversationId).emit("event", event);
      done({ ok: true, value: { id, seq, at, duplicate: false } });
    });
  });
  return async (): Promise<unknown> => ({});
}

interface Sent {
  id: string;
  conversationId: string;
  content: object;
}

async function parley() {
  const rates = { ...RATES, agentRequest: UNLIMITED, api: UNLIMITED, publicApi: UNLIMITED };
  const engine = await createEngine({ store, publicUrl: url, logLevel: "error", rates, ...JSON.parse(options) });
  const { rpc } = engine;
  // As a process that faces nobody does: both on one port.
  http.on("request", (request, response) =>
    (request.url?.startsWith("/rpc/") && rpc ? rpc : engine.app)(request, response),
  );
  engine.attach(http);
  const { users, nlu } = engine.services;

  let invited = 0;
  async function signIn(count: number): Promise<string[]> {
    const password = "correct horse battery";
    const by = "owner";
    const { token } = await users.ownerSetup({});
    if (token) await users.setup({ token, name: "Owner", email: "owner@example.com", password });
    const invite = async (index: number) => {
      const email = `agent${process.pid}-${index}@example.com`;
      const { setupToken } = await users.invite({ by, name: `Agent ${index}`, email, role: "agent" });
      return (await users.setup({ token: setupToken, password })).token;
    };
    return await each(
      Array.from({ length: count }, () => (invited += 1)),
      PASSWORDS_AT_ONCE,
      invite,
    );
  }

  async function trained(): Promise<void> {
    await engine.ready();
    // The model of moods is trained after that, in the background.
    const mood = async () => (await nlu.understand({ text: "This is terrible, I am furious!" })).sentiment;
    while ((await mood()) !== "negative") await wait(500);
  }

  return async (order: Order): Promise<unknown> => {
    if (order.do === "signIn") return await signIn(order.count);
    if (order.do === "stop") return await engine.close();
    if (order.do === "ready") return await trained();
    if (order.do === "train") return await nlu.startTraining({ by: "bench" });
    if (order.do === "cancel") return await nlu.cancelTraining({});
    return undefined;
  };
}
