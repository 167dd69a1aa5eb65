import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { Reply } from "@parley/protocol";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import { createLoad } from "./load.ts";
import { handle } from "./wire.ts";

/** A server whose requests stay unanswered until the test answers them, and a client of it. */
async function connection(load: ReturnType<typeof createLoad>) {
  const begun: (() => void)[] = [];
  const replies: Reply<unknown>[] = [];
  const http = createServer();
  const server = new Server(http);
  const run = () => new Promise<object>((resolve) => void begun.push(() => resolve({})));
  server.on("connection", (socket) => socket.on("send", handle(v.object({}), run, { load, onError: () => {} })));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const client: Socket = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ["websocket"] });
  onTestFinished(async () => {
    client.disconnect();
    await server.close();
  });
  await new Promise<void>((resolve) => client.on("connect", resolve));
  return {
    server,
    client,
    begun,
    replies,
    ask: () => client.emit("send", {}, (reply: Reply<unknown>) => replies.push(reply)),
  };
}

test("R2: what comes beyond the most at once is answered with overloaded and when to come again", async () => {
  const load = createLoad(2);
  const { ask, begun, replies } = await connection(load);
  for (const _request of [1, 2, 3]) ask();
  await expect
    .poll(() => replies)
    .toEqual([{ ok: false, error: expect.objectContaining({ code: "overloaded", retryAfter: expect.any(Number) }) }]);
  expect(begun).toHaveLength(2);
  begun[0]?.();
  await expect.poll(() => load.busy).toBe(1);
  ask();
  await expect.poll(() => begun).toHaveLength(3);
  expect(load.busy).toBe(2);
});

test("requests of who leaves before they are begun are not counted, however many: nobody would ever answer them", async () => {
  const load = createLoad();
  const { ask, client, server, begun } = await connection(load);
  const left = new Promise((resolve) => [...server.sockets.sockets.values()][0]?.once("disconnect", resolve));
  // One write for all of it, so that the server takes the farewell in together with the requests.
  for (let request = 0; request < 50; request++) ask();
  client.disconnect();
  await left;
  await expect.poll(() => load.busy).toBe(begun.length);
  for (const answer of begun) answer();
  await expect.poll(() => load.busy).toBe(0);
});

test("a node that stops answers what was begun and refuses the rest as unavailable", async () => {
  const load = createLoad();
  const { ask, begun, replies } = await connection(load);
  ask();
  await expect.poll(() => begun).toHaveLength(1);
  const finished = load.finish(60_000);
  ask();
  await expect.poll(() => replies).toEqual([{ ok: false, error: expect.objectContaining({ code: "unavailable" }) }]);
  begun[0]?.();
  await finished;
  await expect.poll(() => replies).toHaveLength(2);
});

test("a node that stops waits no longer than it was told for what hangs", async () => {
  const load = createLoad();
  const { ask, begun } = await connection(load);
  ask();
  await expect.poll(() => begun).toHaveLength(1);
  await load.finish(5);
  expect(load.busy).toBe(1);
});
