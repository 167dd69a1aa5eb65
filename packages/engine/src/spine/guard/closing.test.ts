import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createGuard } from "./guarded-fetch.ts";

/** Longer than a busy machine stands still, as what is to go well must not be late. */
const PATIENCE = 1_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A platform that lets go of no connection itself, and a guard that may call it. */
async function open(answers: (request: IncomingMessage, response: ServerResponse) => unknown, patience = PATIENCE) {
  const [connected, sockets] = [[] as Socket[], new Set<Socket>()];
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => void answers(request, response));
  server.on("connection", (socket) => {
    connected.push(socket);
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { fetch, stop } = createGuard({ allowed: ["127.0.0.1"], patience });
  onTestFinished(() => {
    stop();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { fetch, url, connected, isLetGo: () => expect.poll(() => sockets.size).toBe(0) };
}

/** Something to be sent, and whether it was closed. */
function source({ pieces = Number.POSITIVE_INFINITY, fails = false } = {}) {
  const state = { isClosed: false };
  async function* bytes() {
    try {
      for (let at = 0; at < pieces; at += 1) yield Buffer.alloc(65_536);
      if (fails) throw new Error("The source broke.");
    } finally {
      state.isClosed = true;
    }
  }
  const body = bytes() as unknown as BodyInit;
  return { init: { method: "POST", body }, isClosed: () => expect.poll(() => state.isClosed).toBe(true) };
}

const goesOn = (response: ServerResponse) => {
  const writing = setInterval(() => response.write("y".repeat(1_000)), 10);
  response.on("close", () => clearInterval(writing));
};

type Answers = Parameters<typeof open>[0];
const rests: Answers = (request) => request.resume();

test.each<[name: string, answers: Answers, given: Parameters<typeof source>[0]]>([
  ["whose source breaks", rests, { pieces: 3, fails: true }],
  ["that the platform cuts off", (request) => request.once("data", () => request.socket.destroy()), {}],
  ["that the platform does not take in time", (request) => setTimeout(() => request.resume(), 3 * PATIENCE), {}],
  ["that is never answered", rests, { pieces: 3 }],
  ["that is answered with a status which there is not", (_, response) => response.writeHead(999).end("?"), {}],
  ["that leads elsewhere", (_, response) => response.writeHead(302, { location: "/there" }).end(), {}],
])("an upload %s fails, and leaves neither connection nor source open", async (_, answers, given) => {
  const { fetch, url, isLetGo } = await open(answers);
  const { init, isClosed } = source(given);
  await expect(fetch(url, init)).rejects.toThrow();
  await isLetGo();
  await isClosed();
});

test.each([
  ["to what is no public address", "http://10.0.0.1/"],
  ["by another way", "ftp://127.0.0.1/"],
])("an upload %s is not begun, and its source closed", async (_, url) => {
  const { fetch } = await open(rests);
  let isClosed = false;
  const body = new ReadableStream({ cancel: () => void (isClosed = true) });
  await expect(fetch(url, { method: "POST", body })).rejects.toThrow(TypeError);
  await expect.poll(() => isClosed).toBe(true);
});

test("an upload that is answered before it is over ends with what was answered", async () => {
  const { fetch, url, isLetGo } = await open((_, response) => response.writeHead(413).end("too large"));
  const { init, isClosed } = source();
  const answer = await fetch(url, init);
  expect([answer.status, await answer.text()]).toEqual([413, "too large"]);
  await isLetGo();
  await isClosed();
});

test("an upload that moves takes the time that it takes", async () => {
  const { fetch, url } = await open(async (request, response) => {
    let got = 0;
    for await (const piece of request) got += (piece as Buffer).length;
    response.end(String(got));
  });
  const until = performance.now() + 3 * PATIENCE;
  let sent = 0;
  async function* bytes() {
    while (performance.now() < until) {
      sent += 10;
      yield Buffer.alloc(10);
      await turn();
    }
  }
  const body = bytes() as unknown as BodyInit;
  expect(await (await fetch(url, { method: "POST", body })).text()).toBe(String(sent));
  const whole = Buffer.alloc(5_000_001, "x");
  expect(await (await fetch(url, { method: "POST", body: whole })).text()).toBe(String(whole.length));
});

test.each<[name: string, status: number, read: (answer: Response) => unknown]>([
  ["that is cancelled before anything of it was read", 200, (answer) => answer.body?.cancel()],
  [
    "that is cancelled in the middle",
    200,
    async ({ body }) => {
      const reader = body?.getReader();
      await reader?.read();
      await reader?.cancel();
    },
  ],
  ["that nobody reads", 500, () => {}],
])("an answer %s leaves no connection open", async (_, status, read) => {
  const { fetch, url, isLetGo } = await open((request, response) => goesOn(response.writeHead(status)));
  await read(await fetch(url));
  await isLetGo();
});

test.each([
  ["HEAD", 200],
  ["GET", 204],
  ["POST", 204],
  ["GET", 304],
])("after an answer without a body (%s, %d) the connection serves the next call", async (method, status) => {
  const length = method === "HEAD" ? { "content-length": 7 } : {};
  const { fetch, url, connected } = await open((_, response) => response.writeHead(status, length).end());
  for (let calls = 0; calls < 3; calls += 1) {
    expect((await fetch(url, { method })).status).toBe(status);
    // It is free once the platform's end of the answer was seen.
    await turn();
  }
  expect(connected).toHaveLength(1);
});

test("an answer that trickles has its time, unless the caller says how long it may be", async () => {
  const patience = 400;
  const { fetch, url, isLetGo } = await open((_, response) => goesOn(response), patience);
  await expect((await fetch(url)).text()).rejects.toThrow("no answer in time");
  await isLetGo();
  const [until, ended] = [performance.now() + 7 * patience, new AbortController()];
  const reader = (await fetch(url, { signal: ended.signal })).body?.getReader();
  while (performance.now() < until) expect((await reader?.read())?.done).toBe(false);
  ended.abort(new Error("We stop."));
  await expect(reader?.read()).rejects.toThrow("We stop.");
  await isLetGo();
});
