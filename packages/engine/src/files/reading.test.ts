import { once } from "node:events";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import type { Blobs } from "../blobs/blobs.ts";
import { openBlobs } from "../blobs/open.ts";
import type { Upload } from "../services/dialog/contract.ts";
import { createLinks } from "./links.ts";
import { routes } from "./routes.ts";
import { serveReading } from "./reading.ts";
import { createTickets } from "./tickets.ts";

/** More than what systems keep between two ends of a connection. */
const LARGE = 512 * 1_048_576;

const upload: Upload = {
  id: "f",
  conversationId: "c",
  by: { kind: "visitor" },
  state: "ready",
  name: "film.mp4",
  length: LARGE,
  received: LARGE,
  parts: [],
  at: 1,
  sent: true,
  found: { name: "film.mp4", kind: "video", type: "video/mp4", bytes: LARGE },
};

/** Serves one large file to those who have a ticket; who takes nothing for so long is cut. */
async function serving(quiet: number, read?: Blobs["read"]) {
  const folder = await mkdtemp(join(tmpdir(), "reading-"));
  const original = join(folder, "files", "c", "f", "original");
  await mkdir(join(original, ".."), { recursive: true });
  await writeFile(original, "");
  await truncate(original, LARGE);
  const kept = await openBlobs({ store: folder });
  const blobs: Blobs = { ...kept, ...(read && { read }) };
  const told: unknown[] = [];
  const onError = (error: unknown) => void told.push(error);
  const tickets = createTickets({ key: async () => "a key" });
  const router = routes((served) =>
    serveReading(served, { blobs, dialog: { file: async () => ({ upload }) }, tickets, onError, quiet }),
  );
  const server = createServer(express().use("/files", router)).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { ticket } = await tickets.issue({ conversationId: "c", inboxId: "web", by: { kind: "visitor" }, reads: true });
  return { server, told, ticket, tickets, original, port: (server.address() as AddressInfo).port };
}

test("[F4] who asks for a file and then reads nothing of it loses the connection, and keeps nothing open", async () => {
  const { server, told, port, ticket } = await serving(50);
  const socket = connect(port, "127.0.0.1").pause();
  onTestFinished(() => void socket.destroy());
  const [accepted] = (await once(server, "connection")) as [Socket];
  socket.write(`GET /files/f/film.mp4?ticket=${ticket} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await once(accepted, "close");
  expect(accepted.destroyed).toBe(true);
  expect(told).toEqual([]);
});

test("[F4, F6] of a file that is lost nothing is said but that, whatever part of it is asked for", async () => {
  const { port, ticket, original } = await serving(60_000);
  await rm(original);
  for (const headers of [{}, { Range: "bytes=0-9" }]) {
    const answer = await fetch(`http://127.0.0.1:${port}/files/f/film.mp4?ticket=${ticket}`, { headers });
    expect([answer.status, answer.headers.get("content-type"), await answer.json()]).toMatchObject([
      404,
      "application/json; charset=utf-8",
      { error: { code: "notFound", details: { reason: "gone" } } },
    ]);
  }
});

test("[F4] a place that breaks off in the middle cuts the connection, so that half is not taken for all, and the operator hears", async () => {
  const stream = () =>
    Readable.from(
      (function* () {
        yield Buffer.alloc(1_000);
        throw new Error("The bucket is away.");
      })(),
    );
  const { told, port, ticket } = await serving(60_000, async () => ({ stream: stream(), bytes: LARGE }));
  const whole = fetch(`http://127.0.0.1:${port}/files/f/film.mp4?ticket=${ticket}`).then((answer) => answer.text());
  await expect(whole).rejects.toThrow();
  expect(told).toMatchObject([{ message: "The bucket is away." }]);
});

test("an address of a file that is given to a platform is of that file alone, and for reading", async () => {
  const { port, tickets, original } = await serving(60_000);
  await writeFile(original, "the film");
  const link = createLinks(`http://127.0.0.1:${port}`, tickets);
  const of = (id: string, name: string) =>
    link({ conversationId: "c", inboxId: "web", id, name, preview: name === "preview" });
  const { whole } = await of("f", "a film?.mp4");
  expect(await (await fetch(whole)).text()).toBe("the film");
  expect((await fetch(whole.replace("/f/", "/g/"))).status).toBe(401);
  // A file that is called as the small picture is no such.
  const called = await of("f", "preview");
  expect(await (await fetch(called.whole)).text()).toBe("the film");
  expect((await fetch(called.preview ?? "")).status).toBe(404);
  expect((await fetch((await of("g", "b.mp4")).whole.replace("/g/", "/f/"))).status).toBe(401);
});
