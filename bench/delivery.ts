/**
 * What a message costs on its whole way: checked, stored durably, acknowledged, shown to the visitor and to the agent who
 * holds the conversation. The floor is Socket.IO alone with as many clients: a room emit and an acknowledgement.
 *
 * Each of the pairs sends its next message once the last one is acknowledged. Everything that a message causes counts,
 * also what the engine does later: lists, reports. A run counts only if every message has arrived at its agent.
 */
import { setTimeout as wait } from "node:timers/promises";
import { newId } from "@parley/protocol";
import { type Figure, interleave, percentile, quick, report } from "./kit/figures.ts";
import { barePairs, type Pair, parleyPairs } from "./kit/pairs.ts";
import { type ServerProcess, startServer } from "./kit/process.ts";

interface Measured {
  perSecond: number;
  /** Microseconds of the server's processor time for a message. */
  cpu: number;
  p50: number;
  p99: number;
}

/** Messages of a measurement; as many before the first one, for code that runs often is compiled while it runs. */
const MESSAGES = quick ? 500 : 20_000;
/** Until everything that was gathered is written: lists, reports. */
const AFTERWARDS = quick ? 500 : 2_500;
const TEXT = "Where is my parcel? It should have been here on Monday.";
const BARS = {
  50: { rate: [0.3, 0.4], cpu: [3.5, 2.2] },
  300: { rate: [0.5, 0.65], cpu: [2.5, 1.5] },
} as const;

const sizes = quick ? ([50] as const) : ([50, 300] as const);
const figures: Figure[] = [];
const measured: Record<string, unknown> = {};
const floors: Record<string, number[]> = {};
for (const size of sizes) {
  const floor = await startServer("bare");
  const engine = await startServer("parley");
  const bare = await barePairs(floor.url, size);
  const pairs = await parleyPairs(engine, size);
  for (const [server, its] of [[floor, bare] as const, [engine, pairs] as const]) await measure(server, its);
  const runs = await interleave(
    () => measure(floor, bare),
    () => measure(engine, pairs),
  );
  await Promise.all([floor.stop(), engine.stop()]);
  const bars = BARS[size];
  figures.push(
    { figure: `acknowledged/s, ${size} pairs`, measured: runs.ratio(({ perSecond }) => perSecond), ...more(bars.rate) },
    { figure: `server CPU a message, ${size} pairs`, measured: runs.ratio(({ cpu }) => cpu), ...less(bars.cpu) },
  );
  if (size === 50)
    figures.push({ figure: "ack p99, 50 pairs", measured: runs.ratio(({ p99 }) => p99), ...less([3, 2]) });
  measured[size] = { floors: runs.floors, products: runs.products };
  floors[`acknowledged/s, ${size} pairs`] = runs.floors.map(({ perSecond }) => perSecond);
  floors[`CPU, ${size} pairs`] = runs.floors.map(({ cpu }) => cpu);
  console.log(`${size} pairs: bare Socket.IO, then Parley`);
  console.table([...runs.floors, ...runs.products]);
}
await report("delivery: of bare Socket.IO (room emit and acknowledgement)", figures, measured, floors);
process.exit();

function more([must, aim]: readonly [number, number]) {
  return { must, aim, better: "more" as const };
}

function less([must, aim]: readonly [number, number]) {
  return { must, aim, better: "less" as const };
}

async function measure(server: ServerProcess, pairs: readonly Pair[]): Promise<Measured> {
  const before = await server.usage();
  const arrived = pairs.reduce((sum, { arrived }) => sum + arrived(), 0);
  const times: number[] = [];
  const start = performance.now();
  let begun = 0;
  await Promise.all(
    pairs.map(async ({ send }) => {
      while (begun < MESSAGES) {
        begun += 1;
        const sent = performance.now();
        await send(newId(), TEXT);
        times.push(performance.now() - sent);
      }
    }),
  );
  const took = performance.now() - start;
  await wait(AFTERWARDS);
  const after = await server.usage();
  const missing = times.length - (pairs.reduce((sum, { arrived }) => sum + arrived(), 0) - arrived);
  if (missing !== 0) throw new Error(`${missing} of ${times.length} messages have not arrived at their agents.`);
  return {
    perSecond: (times.length / took) * 1000,
    cpu: (after.cpu - before.cpu) / times.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}
