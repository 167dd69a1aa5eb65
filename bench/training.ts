/** How long visitors wait while a model is trained beside them, of how long they wait otherwise. */
import { setTimeout as wait } from "node:timers/promises";
import { newId } from "@parley/protocol";
import { interleave, percentile, quick, report } from "./kit/figures.ts";
import { connectVisitor } from "./kit/pairs.ts";
import { startServer } from "./kit/process.ts";

const SECONDS = quick ? 1 : 8;
/** Milliseconds between two probes. */
const EVERY = 10;
/** Milliseconds until a training that was started has its process at work. */
const STARTING = quick ? 500 : 4_000;

const server = await startServer("parley");
const { client } = await connectVisitor(server.url);
const content = { type: "choice", text: "A person, please", value: "human" };
// Whoever waits for a person is not answered by the bot, so that every probe costs the same.
await client.ask("send", { id: newId(), content });
await server.tell({ do: "ready" });

const runs = await interleave(probe, async () => {
  await server.tell({ do: "train" });
  await wait(STARTING);
  const probed = await probe();
  await server.tell({ do: "cancel" });
  return probed;
});
await server.stop();

console.log("milliseconds for a read and a durable write: idle, then beside a training");
console.table([...runs.floors, ...runs.products]);
await report(
  "training: of the same probe without one",
  [
    { figure: "read, p99", measured: runs.ratio(({ read }) => read), must: 2, aim: 1.2, better: "less" },
    { figure: "durable write, p99", measured: runs.ratio(({ write }) => write), must: 2, aim: 1.2, better: "less" },
  ],
  runs,
  { read: runs.floors.map(({ read }) => read), write: runs.floors.map(({ write }) => write) },
);
process.exit();

/** p99 in milliseconds of what a visitor's widget asks. */
async function probe(): Promise<{ read: number; write: number }> {
  const [reads, writes]: [number[], number[]] = [[], []];
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end) {
    reads.push(await timed(() => client.ask("history", { before: 3, limit: 2 })));
    const text = { type: "text", text: "Is anybody there?" };
    if (reads.length % 4 === 0) writes.push(await timed(() => client.ask("send", { id: newId(), content: text })));
    await wait(EVERY);
  }
  return { read: percentile(reads, 0.99), write: percentile(writes, 0.99) };
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}
