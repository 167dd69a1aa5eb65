/** What an engine takes of memory while twenty large files come in at once, and how long a chat beside them waits, of how long it waits otherwise. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type FilesTicket, newId } from "@parley/protocol";
import { each } from "./kit/client.ts";
import { interleave, percentile, quick, report } from "./kit/figures.ts";
import { connectVisitor } from "./kit/pairs.ts";
import { startServer } from "./kit/process.ts";
import type { Uploading } from "./kit/uploader.ts";

const UPLOADS = 20;
const MB = 1024 * 1024;
/** Bytes of each. */
const SIZE = (quick ? 2 : 25) * MB;
const SECONDS = quick ? 1 : 8;
/** Milliseconds between two probes. */
const EVERY = 10;

const server = await startServer("parley");
const { client } = await connectVisitor(server.url);
await client.ask("send", { id: newId(), content: { type: "choice", text: "A person, please", value: "human" } });
const tickets = await each(Array.from({ length: UPLOADS }), 4, async () => {
  const sender = await connectVisitor(server.url);
  return await sender.client.ask<FilesTicket>("files", {});
});
const uploader = fork(fileURLToPath(new URL("./kit/uploader.ts", import.meta.url)), { execArgv: process.execArgv });
// What is loaded when first used is not what an upload takes.
await upload(tickets.slice(0, 1));
const before = await server.settledUsage();

let most = 0;
const runs = await interleave(
  () => probe(wait(SECONDS * 1_000)),
  async () => {
    const began = performance.now();
    const coming = upload(tickets);
    const probed = await probe(coming);
    return { ...probed, seconds: (performance.now() - began) / 1_000 };
  },
);
await server.stop();
uploader.disconnect();

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

/** Resolves when all of them are whole, were looked at, and are removed again. */
async function upload(senders: readonly FilesTicket[]): Promise<void> {
  const asked: Uploading = { url: server.url, tickets: senders.map(({ ticket }) => ticket), size: SIZE };
  uploader.send(asked);
  await once(uploader, "message");
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
