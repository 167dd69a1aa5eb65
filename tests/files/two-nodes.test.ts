import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FilesTicket, newId } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { serveEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";
import { uploads } from "./upload.ts";

/** An engine, and a gateway elsewhere that has its services called there and the same place of files. */
async function twoNodes() {
  const folder = await mkdtemp(join(tmpdir(), "parley-files-"));
  const shared = { secret: "only for this test, and long enough 7261", files: join(folder, "files") };
  const first = await serveEngine({ ...shared, store: folder });
  const inside = createServer(first.engine.rpc).listen(0, "127.0.0.1");
  await once(inside, "listening");
  const there = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`;
  const remote = { users: there, dialog: there, nlu: there, analytics: there };
  const second = await serveEngine({ ...shared, store: join(folder, "none"), remote });
  onTestFinished(async () => {
    await second.stop();
    inside.close();
    await first.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return [first, second] as const;
}

test("[F3] an upload goes on at whatever node, and the same bytes at two of them at once are stored once", async () => {
  const [first, second] = await twoNodes();
  const ann = await visitor(second.url);
  const ticket = await ann.ask<FilesTicket>("files", {});
  const [here, there] = [uploads(first.url, ticket), uploads(second.url, ticket)];
  const bytes = Buffer.from(Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join(""));
  const size = 100_000;
  const { id = "" } = await here.begin("lines.txt", bytes.length);
  let at = 0;
  for (; at + size < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    const both = await Promise.all([here.patch(id, at, part), there.patch(id, at, part)]);
    const statuses = both.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([204, 409]);
    for (const node of [here, there]) {
      expect((await node.head(id)).headers.get("upload-offset")).toBe(String(at + size));
    }
  }
  // Of two who bring the last part one does; both are told in the end that it is ready.
  const last = bytes.subarray(at);
  const ends = await Promise.all([here.patch(id, at, last), there.patch(id, at, last)]);
  expect(ends.map(({ status }) => status)).toContain(204);
  const again = await Promise.all([here, there].map((node) => node.patch(id, bytes.length, new Uint8Array())));
  expect(again.map(({ status }) => status)).toEqual([204, 204]);
  await ann.ask("send", { id: newId(), content: { type: "file", text: "x", file: { id } } });
  for (const node of [here, there]) {
    expect(Buffer.from(await (await node.read(id)).arrayBuffer()).equals(bytes)).toBe(true);
  }
  // Nothing is left of what came in parts, also of those that lost.
  const kept: string[] = [];
  for await (const { key } of first.engine.services.blobs.list()) kept.push(key);
  expect(kept).toEqual([`${ann.welcome.conversation.id}/${id}/original`]);
});
