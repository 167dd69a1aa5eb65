/**
 * What it costs that the visitor is connected to one node and the agent to another: every message goes over Redis. The floor
 * is the same engine with both on one node and no Redis. The second node has no services of its own, so that the store is
 * the same and what differs is the push alone. `REDIS_URL` names a Redis; without it `redis-server` is started.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect as dial, createServer, type AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { newId } from "@parley/protocol";
import { each } from "./kit/client.ts";
import { interleave, percentile, quick, report } from "./kit/figures.ts";
import { connectAgent, connectVisitor } from "./kit/pairs.ts";
import { type ServerProcess, startServer } from "./kit/process.ts";

const SECRET = "bench-".repeat(8);
const PAIRS = 32;
const MESSAGES = quick ? 300 : 6_000;
const ALONE = quick ? 20 : 300;

const redis = await startRedis();
const single = await startServer("parley");
const first = await startServer("parley", { engine: { redisUrl: redis.url, secret: SECRET } });
const remote = { users: first.url, dialog: first.url, nlu: first.url, analytics: first.url };
const second = await startServer("parley", { engine: { redisUrl: redis.url, secret: SECRET, services: [], remote } });

const near = await openPairs(single, single);
const far = await openPairs(first, second);
for (const pairs of [near, far]) await measure(pairs);
const runs = await interleave(
  () => measure(near),
  () => measure(far),
);
for (const server of [second, first, single]) await server.stop();
redis.stop();

console.log("one node, then two");
console.table([...runs.floors, ...runs.products]);
await report(
  "cross-node: of both on one node",
  [
    {
      figure: "send to shown, p50, one at a time",
      measured: runs.ratio(({ p50 }) => p50),
      must: 8,
      aim: 5,
      better: "less",
    },
    {
      figure: "shown/s, 32 pairs",
      measured: runs.ratio(({ perSecond }) => perSecond),
      must: 0.55,
      aim: 0.75,
      better: "more",
    },
    {
      figure: "CPU of all nodes a message",
      measured: runs.ratio(({ cpu }) => cpu),
      must: 3.6,
      aim: 2.5,
      better: "less",
    },
  ],
  runs,
  {
    "send to shown": runs.floors.map(({ p50 }) => p50),
    "shown/s": runs.floors.map(({ perSecond }) => perSecond),
    CPU: runs.floors.map(({ cpu }) => cpu),
  },
);
process.exit();

/** Resolves when the agent has been shown the message. */
type Show = () => Promise<void>;

async function openPairs(visitors: ServerProcess, agents: ServerProcess) {
  const tokens = await visitors.tell<string[]>({ do: "signIn", count: PAIRS });
  const shows = await each(tokens, 4, async (token): Promise<Show> => {
    const { client: visitor, welcome } = await connectVisitor(visitors.url);
    const agent = await connectAgent(agents.url, token);
    const conversationId = welcome.conversation.id;
    await agent.ask("claim", { conversationId, id: newId() });
    await agent.ask("open", { conversationId });
    let expected = "";
    let shown = () => {};
    agent.onPush = (packet) => {
      if (packet.includes('["event"') && packet.includes(expected)) shown();
    };
    return () =>
      new Promise<void>((resolve, reject) => {
        const id = newId();
        [expected, shown] = [id, resolve];
        visitor.ask("send", { id, content: { type: "text", text: "Where is my parcel?" } }).catch(reject);
      });
  });
  await wait(1_000);
  return { shows, servers: [...new Set([visitors, agents])] };
}

async function measure({ shows, servers }: Awaited<ReturnType<typeof openPairs>>) {
  const [show = async () => {}] = shows;
  const times: number[] = [];
  for (let turn = 0; turn < ALONE; turn += 1) {
    const start = performance.now();
    await show();
    times.push(performance.now() - start);
  }
  const cpu = async () =>
    (await Promise.all(servers.map((server) => server.usage()))).reduce((sum, usage) => sum + usage.cpu, 0);
  const before = await cpu();
  const start = performance.now();
  let begun = 0;
  await Promise.all(
    shows.map(async (show) => {
      while (begun < MESSAGES) {
        begun += 1;
        await show();
      }
    }),
  );
  const took = performance.now() - start;
  await wait(quick ? 200 : 1_500);
  return { p50: percentile(times, 0.5), perSecond: (begun / took) * 1000, cpu: ((await cpu()) - before) / begun };
}

async function startRedis(): Promise<{ url: string; stop: () => void }> {
  const given = process.env["REDIS_URL"];
  if (given) return { url: given, stop: () => {} };
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const child = spawn("redis-server", ["--port", `${port}`, "--save", "", "--bind", "127.0.0.1"], { stdio: "ignore" });
  child.once("error", () => {
    console.error("redis-server is not installed; REDIS_URL can name one.");
    process.exit(1);
  });
  for (let answered = false; !answered; await wait(50)) {
    const socket = dial(port, "127.0.0.1");
    answered = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => child.kill() };
}
