/** What an engine takes of memory while twenty large files come in at once, and how long a chat beside them waits, of how long it waits otherwise. */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type FilesTicket, newId } from "@parley/protocol";
import { each } from "./kit/client.ts";
import { interleave, percentile, quick, report } from "./kit/figures.ts";
import { connectVisitor } from "./kit/pairs.ts";
import { startServer } from "./kit/process.ts";

const UPLOADS = 20;
const MB = 1024 * 1024;
/** Bytes of each, and of one request: as much as a client sends at once. */
const SIZE = (quick ? 2 : 25) * MB;
const PATCH = MB;
const SECONDS = quick ? 1 : 8;
/** Milliseconds between two probes. */
const EVERY = 10;
const unlimited = { burst: 1e9, perMinute: 1e9 };

const server = await startServer("parley", { engine: { rates: { upload: unlimited, addressUpload: unlimited } } });
const { client } = await connectVisitor(server.url);
await client.ask("send", { id: newId(), content: { type: "choice", text: "A person, please", value: "human" } });
const tickets = await each(Array.from({ length: UPLOADS }), 4, async () => {
  const sender = await connectVisitor(server.url);
  return await sender.client.ask<FilesTicket>("files", {});
});
// Words, so that the type is found by reading, and each line another, so that nothing can be left out.
const bytes = new Uint8Array(
  Buffer.from(
    randomBytes(SIZE)
      .toString("base64")
      .replace(/(.{75})./g, "$1\n"),
  ).subarray(0, SIZE),
);
// What is loaded when first used is not what an upload takes.
await upload(tickets[0]);
const before = await server.settledUsage();

let most = 0;
const runs = await interleave(
  () => probe(wait(SECONDS * 1_000)),
  async () => {
    const began = performance.now();
    const coming = Promise.all(tickets.map(upload));
    const probed = await probe(coming);
    return { ...probed, seconds: (performance.now() - began) / 1_000 };
  },
);
await server.stop();

console.log("milliseconds for a read and a durable write: alone, then beside the uploads");
console.table([...runs.floors, ...runs.products]);
const grown = (most - before.rss) / MB;
await report(
  `uploads: ${UPLOADS} of ${SIZE / MB} MB at once`,
  [
    { figure: "memory of the engine at most, more than before, MB", measured: grown, must: 64, better: "less" },
    { figure: "read beside them, p99, of alone", measured: runs.ratio(({ read }) => read), must: 2, better: "less" },
    { figure: "durable write, p99, of alone", measured: runs.ratio(({ write }) => write), must: 2, better: "less" },
  ],
  { ...runs, before, most },
  { read: runs.floors.map(({ read }) => read), write: runs.floors.map(({ write }) => write) },
);
process.exit();

async function upload(given: FilesTicket | undefined): Promise<void> {
  const asked = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: Uint8Array<ArrayBuffer>,
  ) => {
    const own = { Authorization: `Bearer ${given?.ticket}`, "Tus-Resumable": "1.0.0", ...headers };
    const response = await fetch(`${server.url}/files${path}`, { method, headers: own, ...(body && { body }) });
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
    return (await response.text()) || "{}";
  };
  const name = `name ${Buffer.from("words.txt").toString("base64")}`;
  const begun = await asked("POST", "", { "Upload-Length": String(SIZE), "Upload-Metadata": name });
  const { id } = JSON.parse(begun) as { id: string };
  const type = { "Content-Type": "application/offset+octet-stream" };
  for (let at = 0; at < SIZE; at += PATCH) {
    await asked("PATCH", `/${id}`, { ...type, "Upload-Offset": String(at) }, bytes.subarray(at, at + PATCH));
  }
  await asked("DELETE", `/${id}`, {});
}

/** p99 in milliseconds of what a visitor's widget asks, until something has ended; and the most memory on the way. */
async function probe(until: Promise<unknown>): Promise<{ read: number; write: number }> {
  const [reads, writes]: [number[], number[]] = [[], []];
  const state = { ended: false };
  const ending = until.finally(() => (state.ended = true));
  while (!state.ended) {
    reads.push(await timed(() => client.ask("history", { before: 3, limit: 2 })));
    const text = { type: "text", text: "Is anybody there?" };
    if (reads.length % 4 === 0) writes.push(await timed(() => client.ask("send", { id: newId(), content: text })));
    most = Math.max(most, (await server.usage()).rss);
    await wait(EVERY);
  }
  await ending;
  return { read: percentile(reads, 0.99), write: percentile(writes, 0.99) };
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}
