/**
 * What a sentence vector costs: of the same number of multiplications in 32-bit floats on the engine's kernel, and in
 * milliseconds; and what loading the encoder takes. Messages are examples of the starter knowledge in both languages.
 */
import { loadVectors } from "@parley/vectors";
import { readStarter } from "../packages/engine/src/services/nlu/knowledge/starter.ts";
import { createKernel } from "../packages/engine/src/services/nlu/model/serving/kernel.ts";
import { interleave, percentile, quick, report } from "./kit/figures.ts";

const MESSAGES = quick ? 200 : 3_000;
/** A message of 14 pieces, those of its ends included: 14 rows, with 1.7 million multiplications each; twice as many are looked up. */
const FLOOR = { rows: 14, depth: 768, columns: 2_216 };

const { intents } = await readStarter();
const examples = intents.flatMap(({ examples }) => examples);
const messages = Array.from({ length: MESSAGES }, (_, at) => examples[(at * 7) % examples.length] ?? "");

const before = process.memoryUsage().rss;
const started = performance.now();
const vectors = await loadVectors();
vectors.encode("hello");
const load = (performance.now() - started) / 1_000;
for (const message of messages) vectors.encode(message);
const memory = (process.memoryUsage().rss - before) / 1e6;

const kernel = createKernel();
const [left, right, out] = [
  kernel.reserve(4 * FLOOR.rows * FLOOR.depth),
  kernel.reserve(4 * FLOOR.depth * FLOOR.columns),
  kernel.reserve(4 * FLOOR.rows * FLOOR.columns),
] as const;

const runs = await interleave(
  async () => timed(() => kernel.run.addProduct(left, right, out, FLOOR.rows, FLOOR.depth, FLOOR.columns)),
  async () => timed((message) => vectors.encode(message)),
);

console.log("milliseconds: the floor, then a message");
console.table([...runs.floors, ...runs.products]);
await report(
  `vectors: ${MESSAGES} messages`,
  [
    { figure: "p50, of its multiplications in floats", measured: runs.ratio(({ p50 }) => p50), better: "less" },
    {
      figure: "p50, ms",
      measured: percentile(
        runs.products.map(({ p50 }) => p50),
        0.5,
      ),
      must: 1.2,
      aim: 0.8,
      better: "less",
    },
    { figure: "loading and the first message, s", measured: load, must: 0.3, better: "less" },
    { figure: "memory, MB", measured: memory, must: 80, aim: 40, better: "less" },
  ],
  runs,
  { p50: runs.floors.map(({ p50 }) => p50) },
);

function timed(step: (message: string) => unknown): { p50: number; p95: number } {
  const times = messages.map((message) => {
    const start = performance.now();
    step(message);
    return performance.now() - start;
  });
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
