/**
 * What a visitor costs who is there and says nothing, what his arrival costs, and what happens when all of them arrive at
 * once: the engine was started again. The floor is a bare Socket.IO server and as many clients in its rooms.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { newId } from "@parley/protocol";
import { type Client, connect, each } from "./kit/client.ts";
import { interleave, median, percentile, quick, report } from "./kit/figures.ts";
import { connectVisitor } from "./kit/pairs.ts";
import { startServer } from "./kit/process.ts";

interface Measured {
  /** Bytes of memory for each connection. */
  rss: number;
  heap: number;
  /** Microseconds of the server's processor time for each connection made. */
  cpu: number;
}

const VISITORS = quick ? 200 : 5_000;
const ROUNDS = quick ? 1 : 5;
const AT_ONCE = 50;
/** Milliseconds over which clients come back, as the widget spreads them. */
const JITTER = 10_000;

const store = await mkdtemp(join(tmpdir(), "parley-bench-"));
const everyone = Array.from({ length: VISITORS }, (_, index) => index);
const tokens = await makeVisitors();
const runs = await interleave(bare, parley, ROUNDS);
const bareCost = median(runs.floors.map(({ cpu }) => cpu));
const herd = await comeBack();
await rm(store, { recursive: true, force: true });

console.log(`${VISITORS} connections: bare Socket.IO, then Parley`);
console.table([...runs.floors, ...runs.products]);
console.table({ herd });
await report(
  "connections: of bare Socket.IO",
  [
    { figure: "memory a visitor", measured: runs.ratio(({ rss }) => rss), must: 1.6, aim: 1.3, better: "less" },
    {
      figure: "connect, hello, sync: CPU",
      measured: runs.ratio(({ cpu }) => cpu),
      must: 2.5,
      aim: 1.7,
      better: "less",
    },
    {
      figure: "herd: all back, of jitter + 3 × bare connect",
      measured: herd.seconds / (JITTER / 1000 + (3 * VISITORS * bareCost) / 1e6),
      must: 1,
      aim: 0.8,
      better: "less",
    },
    { figure: "herd: not back", measured: herd.failed, must: 0, aim: 0, better: "less" },
  ],
  { ...runs, herd, visitors: VISITORS },
  { memory: runs.floors.map(({ rss }) => rss), CPU: runs.floors.map(({ cpu }) => cpu) },
);
process.exit();

/** Visitors who were here before, each with some words in the log. */
async function makeVisitors(): Promise<string[]> {
  const server = await startServer("parley", { store });
  const made = await each(everyone, AT_ONCE, async () => {
    const { client, welcome } = await connectVisitor(server.url);
    await client.ask("send", { id: newId(), content: { type: "text", text: "Where is my parcel?" } });
    client.close();
    return welcome.token;
  });
  await server.stop();
  return made;
}

async function bare(): Promise<Measured> {
  const server = await startServer("bare");
  return await measure(server, async () => {
    const client = await connect(server.url);
    await client.ask("join", newId());
    return client;
  });
}

async function parley(): Promise<Measured> {
  const server = await startServer("parley", { store });
  return await measure(server, async (index) => (await connectVisitor(server.url, tokens[index], 2)).client);
}

type Server = Awaited<ReturnType<typeof startServer>>;

async function measure(server: Server, arrive: (index: number) => Promise<Client>): Promise<Measured> {
  const empty = await server.settledUsage();
  // What is made once, compiled code above all, costs no visitor time.
  for (const client of await each(everyone.slice(0, VISITORS / 5), AT_ONCE, arrive)) client.close();
  await wait(1_000);
  const before = await server.usage();
  const clients = await each(everyone, AT_ONCE, arrive);
  await wait(quick ? 100 : 1_500);
  const arrived = await server.usage();
  const after = await server.settledUsage();
  for (const client of clients) client.close();
  await server.stop();
  return {
    rss: (after.rss - empty.rss) / VISITORS,
    heap: (after.heapUsed - empty.heapUsed) / VISITORS,
    cpu: (arrived.cpu - before.cpu) / VISITORS,
  };
}

/** A new process on the same store, to which all come back within the jitter; each asks again until it is let in. */
async function comeBack() {
  const server = await startServer("parley", { store });
  const start = performance.now();
  const times = await Promise.all(
    everyone.map(async (index) => {
      await wait(Math.random() * JITTER);
      const came = performance.now();
      for (let attempt = 0; attempt < 8; attempt += 1) {
        const back = await connectVisitor(server.url, tokens[index], 2).catch(() => undefined);
        if (back) return { took: performance.now() - came, at: performance.now() - start, attempt };
        await wait(Math.random() * 500 * 2 ** attempt);
      }
      return undefined;
    }),
  );
  const { rss } = await server.usage();
  await server.stop();
  const back = times.filter((time) => time !== undefined);
  return {
    failed: times.length - back.length,
    retried: back.filter(({ attempt }) => attempt > 0).length,
    seconds: Math.max(...back.map(({ at }) => at)) / 1000,
    p99: percentile(
      back.map(({ took }) => took),
      0.99,
    ),
    rss,
  };
}
