import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROTOCOL_VERSION } from "@parley/protocol";
import { io as connect } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { SESSION_IDLE, SESSION_LONGEST } from "../services/users/sessions.ts";
import { createUsers } from "../services/users/users.ts";
import { openStore } from "../store/open.ts";
import { createLimits } from "../transport/limits.ts";
import { memberOf, sessionToken } from "../api/session.ts";
import { sessionRoom } from "../transport/workspace.ts";
import { createSockets } from "./sockets.ts";
import { createSites } from "../channels/web/sites.ts";
import { trustOf } from "../transport/trust.ts";

const SECOND = 1_000;
const HOUR = 3_600_000;
const olivia = { name: "Olivia", email: "olivia@shop.example", password: "correct horse battery" };

/** Real sockets over a real store, with a clock that the test moves. `acted` names the requests that were carried out. */
async function openWorld() {
  const folder = await mkdtemp(join(tmpdir(), "open-sessions-"));
  const store = await openStore(folder);
  const clock = { now: Date.UTC(2026, 0, 15) };
  const now = () => clock.now;
  const users = createUsers({ store, now });
  const acted: unknown[] = [];
  const down = { users: false };
  const server = createServer();
  const { io, agents, visitors, sessions, silent } = createSockets({
    path: "/socket.io/",
    users,
    sites: createSites({
      inboxes: async () => [{ id: "web", channel: "web", name: "", enabled: true, settings: {} }],
      settings: () => Promise.reject(new Error("nobody asks")),
    }),
    mayAny: async () => true,
    isSecure: () => false,
    trust: trustOf(false),
    limits: createLimits(),
    memberOf: (request, aside) =>
      down.users ? Promise.reject(new Error("away")) : memberOf(users, request, false, aside),
    roomOf: (request: IncomingMessage) => sessionRoom(sessionToken(request, false) ?? ""),
    admit: () => {},
    onSlowReader: () => {},
    now,
  });
  agents.on("connection", (socket) => {
    socket.on("leave", ({ conversationId }: { conversationId: string }, answer: (reply: never) => void) => {
      acted.push(conversationId);
      answer({ ok: true, value: {} } as never);
    });
  });
  io.attach(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    sessions.stop();
    silent.stop();
    await io.close();
    await store.close();
    await rm(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signedIn = await users.setup({ token: (await users.ownerSetup({})).token ?? "", ...olivia });

  /** A visitor's connection that has said nothing yet. */
  async function connectVisitor() {
    const socket = connect(`${url}/visitor`, {
      auth: { protocol: PROTOCOL_VERSION },
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
    });
    onTestFinished(() => void socket.disconnect());
    await new Promise<void>((resolve) => void socket.once("connect", resolve));
    return { socket, gone: new Promise((resolve) => void socket.once("disconnect", resolve)) };
  }

  async function open(token = signedIn.token) {
    const socket = connect(`${url}/agent`, {
      auth: { protocol: PROTOCOL_VERSION },
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: `parley=${token}`, origin: url },
    });
    onTestFinished(() => void socket.disconnect());
    await new Promise<void>((resolve, reject) => void socket.once("connect", resolve).once("connect_error", reject));
    const gone = new Promise((resolve) => void socket.once("disconnect", resolve));
    const act = (what: string): Promise<unknown> =>
      socket.timeout(60_000).emitWithAck("leave", { conversationId: what });
    return { socket, gone, act };
  }
  /** Another process on the same store: nothing that this one remembers hears of what it does. */
  const elsewhere = () => createUsers({ store, now });
  return { clock, users, elsewhere, sessions, silent, signedIn, open, connectVisitor, acted, down, visitors };
}

test("[V6] a request is carried out only after the session was looked at, if the last look is older than ten seconds", async () => {
  const { clock, elsewhere, signedIn, open, acted } = await openWorld();
  const { socket, gone, act } = await open();
  expect(await act("first")).toEqual({ ok: true, value: {} });
  await elsewhere().signOut({ token: signedIn.token });
  clock.now += 10 * SECOND;
  const refused = act("after sign-out").catch((cause: unknown) => cause);
  socket.emit("leave", { conversationId: "without an answer" });
  await gone;
  await refused;
  expect(acted).toEqual(["first"]);
});

test("[V6] requests stay in order over a look, and wait where nobody can say whether the session goes on", async () => {
  const { clock, open, acted, down } = await openWorld();
  const { socket, act } = await open();
  const numbers = Array.from({ length: 30 }, (_, number) => String(number));
  await Promise.all(
    numbers.map((number) => {
      clock.now += SECOND;
      return act(number);
    }),
  );
  expect(acted).toEqual(numbers);
  clock.now += 11 * SECOND;
  down.users = true;
  expect(await act("lost")).toMatchObject({ ok: false, error: { code: "internal" } });
  down.users = false;
  expect(await act("again")).toMatchObject({ ok: true });
  expect(acted.slice(30)).toEqual(["again"]);
  expect(socket.connected).toBe(true);
});

test.each([
  ["signs out elsewhere", 0],
  ["is idle for too long", SESSION_IDLE],
  ["has been signed in for too long", SESSION_LONGEST],
] as const)("[V6] a console that only listens ends when its member %s", async (_, later) => {
  const { clock, users, elsewhere, sessions, signedIn, open } = await openWorld();
  const { gone, socket } = await open();
  await sessions.sweep();
  expect(socket.connected).toBe(true);
  if (later === 0) await elsewhere().signOut({ token: signedIn.token });
  // Who is there all the time is out in the end too.
  else if (later === SESSION_LONGEST) for (let at = 0; at < later - HOUR; at += HOUR) await stay();
  clock.now += later === SESSION_LONGEST ? HOUR : later + 30 * SECOND;
  await sessions.sweep();
  await gone;

  async function stay(): Promise<void> {
    clock.now += HOUR;
    await users.session({ token: signedIn.token });
    await sessions.sweep();
    expect(socket.connected).toBe(true);
  }
});

test("[V6] looking at a session does not keep it alive", async () => {
  const { clock, sessions, open } = await openWorld();
  const { gone } = await open();
  for (let at = 0; at < SESSION_IDLE; at += HOUR) {
    clock.now += HOUR;
    await sessions.sweep();
  }
  await gone;
});

test("[V6] who connects while another node ends the session is out after the first look", async () => {
  const { clock, users, elsewhere, sessions, signedIn, open } = await openWorld();
  await users.session({ token: signedIn.token });
  await elsewhere().signOut({ token: signedIn.token });
  // Let in by what this node remembers for a second.
  const { gone } = await open();
  clock.now += 2 * SECOND;
  await sessions.sweep();
  await gone;
});

test("[V6] ending one session leaves the member's others open", async () => {
  const { users, sessions, signedIn, open } = await openWorld();
  const other = await users.signIn(olivia);
  const [first, second] = [await open(), await open(other.token)];
  await users.signOut({ token: signedIn.token });
  sessions.end(sessionRoom(signedIn.token));
  await first.gone;
  expect(await second.act("still here")).toMatchObject({ ok: true });
});

test("[V9] a visitor's connection that does not say hello is ended; one that does is not, however slow the engine is", async () => {
  const { clock, silent, connectVisitor, visitors } = await openWorld();
  visitors.on("connection", (socket) =>
    socket.on("hello", ({ locale }) => void (locale === "en" && Object.assign(socket.data, { conversationId: "c" }))),
  );
  const [mute, junk, ann] = [await connectVisitor(), await connectVisitor(), await connectVisitor()];
  let heard = 0;
  for (const socket of visitors.sockets.values()) socket.once("hello", () => heard++);
  junk.socket.emit("hello", { locale: "zh-CN" });
  ann.socket.emit("hello", { locale: "en" });
  await expect.poll(() => heard).toBe(2);
  clock.now += 9 * SECOND;
  silent.sweep();
  expect(mute.socket.connected).toBe(true);
  clock.now += SECOND;
  silent.sweep();
  await mute.gone;
  expect(junk.socket.connected).toBe(true);
  clock.now += 10 * SECOND;
  silent.sweep();
  await junk.gone;
  expect(ann.socket.connected).toBe(true);
});
