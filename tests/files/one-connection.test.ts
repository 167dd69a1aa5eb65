import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FilesTicket } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { serveEngine, shared } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";
import { uploads } from "./upload.ts";

const running = shared(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-files-"));
  return { ...(await serveEngine({ store: folder }, 0)), folder };
});
const MiB = 1_048_576;

/** What the engine says on a connection until it has answered so often. */
async function heard(socket: Socket, answers: number, before = ""): Promise<string> {
  let text = before;
  while (text.split("HTTP/1.1 ").length <= answers) {
    const [chunk] = (await once(socket, "data")) as [Buffer];
    text += chunk.toString("latin1");
  }
  return text;
}

const chunked = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n0\r\n\r\n")]);

test.each([
  ["in the middle, as more came than was said", { "Transfer-Encoding": "chunked" }, 413],
  ["as it is at another place", { "Upload-Offset": "7", "Content-Length": `${2 * MiB}` }, 409],
  ["as nobody may", { Authorization: "Bearer x", "Content-Length": `${2 * MiB}` }, 401],
  ["as no tus", { "Tus-Resumable": "0.0.1", "Content-Length": `${2 * MiB}` }, 412],
])("[F3, F6] an upload that is refused %s leaves a connection for the next request", async (_why, headers, status) => {
  const { url } = await running();
  const ticket = await (await visitor(url)).ask<FilesTicket>("files", {});
  const { id = "" } = await uploads(url, ticket).begin("log.txt", MiB);
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const usual = {
    Host: hostname,
    "Tus-Resumable": "1.0.0",
    Authorization: `Bearer ${ticket.ticket}`,
    "Upload-Offset": "0",
    "Content-Type": "application/offset+octet-stream",
  };
  const ask = (method: string, all: Record<string, string>) => {
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    socket.write(`${[`${method} /files/${id} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`);
  };
  ask("PATCH", { ...usual, ...headers });
  const body = Buffer.alloc(2 * MiB, "x");
  socket.write("Transfer-Encoding" in headers ? chunked(body) : body);
  const refused = await heard(socket, 1);
  expect(refused).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  ask("HEAD", usual);
  const [, , next] = (await heard(socket, 2, refused)).split("HTTP/1.1 ");
  expect(next).toMatch(/^200 OK\r\n[^]*upload-offset: \d+/i);
});
