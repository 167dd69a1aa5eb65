/**
 * How well and how fast messages are understood: Parley's model, trained with default settings, and NLP.js, on the same data in
 * the same run. Figures are the mean, and half the spread, over three seeds (NLP.js always learns the same). There is no floor.
 *
 *     npm install --prefix PEERS @nlpjs/basic@4.27.0 @nlpjs/lang-zh@4.26.1
 *     npm run bench -- understanding --data DATA [--peers PEERS] [--set NAME ...] [--quick] [--json FILE]
 *
 * DATA has a folder per set with train.jsonl and dev.jsonl ({"text", "intent"} a line) and, if the set has them,
 * oos_train.jsonl and oos_dev.jsonl. Models are judged on the dev split; three numbers of Parley's calibration
 * (temperature, share, threshold) are fitted there too.
 */
import { fork } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Figure, quick, report } from "./kit/figures.ts";
import type { Job } from "./kit/judge.ts";
import type { DataSet, Judged } from "./kit/lessons.ts";
import { options, refuse } from "./kit/options.ts";

const SETS: (DataSet & { bar?: number })[] = [
  { name: "CLINC150", folder: "clinc150", train: "train.jsonl", language: "en" },
  { name: "BANKING77", folder: "banking77", train: "train.jsonl", language: "en" },
  { name: "HWU64", folder: "hwu64", train: "train.jsonl", language: "en" },
  { name: "HWU64, 10 per intent", folder: "hwu64", train: "train_10.jsonl", language: "en" },
  { name: "SMP2017", folder: "zh_smp2017_ecdt", train: "train.jsonl", language: "zh" },
  { name: "SST-2", folder: "en_senti_sst2", train: "train.jsonl", language: "en", bar: 83 },
  { name: "waimai", folder: "zh_senti_waimai", train: "train.jsonl", language: "zh", bar: 90 },
];

const { data, peers, set: names = SETS.map(({ name }) => name) } = options;
const place = data ?? refuse("Say where the data is: --data FOLDER.");
const unknown = names.filter((wanted) => SETS.every(({ name }) => name !== wanted));
if (unknown.length > 0)
  refuse(`There is no set ${unknown.join(", ")}, but ${SETS.map(({ name }) => name).join("; ")}.`);

const figures: Figure[] = [];
const measured: Record<string, Judged[]> = {};
for (const set of SETS.filter(({ name }) => names.includes(name))) {
  const judged = await judge({ set, data: resolve(place), quick, ...(peers && { peers: resolve(peers) }) });
  measured[set.name] = judged;
  figures.push(...figuresOf(set, judged));
}
const rows = Object.entries(measured).flatMap(([name, judged]) =>
  judged.map((one) => [`${name}, ${one.engine}`, row(one)] as const),
);
console.table(Object.fromEntries(rows));
await report("understanding", figures, measured);

/** NLP.js keeps what it has learnt for the whole process, so each set gets a process of its own. */
function judge(job: Job): Promise<Judged[]> {
  return new Promise((found, failed) => {
    const child = fork(fileURLToPath(new URL("./kit/judge.ts", import.meta.url)), [JSON.stringify(job)]);
    child.once("message", (judged) => found(judged as Judged[]));
    child.once("exit", (code) => failed(new Error(`${job.set.name} ended with ${code}.`)));
  });
}

function figuresOf({ name, bar }: (typeof SETS)[number], [parley, peer]: readonly Judged[]): Figure[] {
  if (!parley) return [];
  const accuracy = (of: Judged) => 100 * mean(of.accuracy);
  const own: Figure = { figure: `${name}: right, %`, measured: accuracy(parley), better: "more" };
  if (bar !== undefined) own.must = bar;
  if (!peer) return [own];
  return [
    own,
    { figure: `${name}: right, of NLP.js`, measured: accuracy(parley) / accuracy(peer), better: "more" },
    {
      figure: `${name}: messages/s, of NLP.js`,
      measured: parley.messagesPerSecond / peer.messagesPerSecond,
      better: "more",
    },
  ];
}

function row({ accuracy, auroc, rejected, seconds, cpuSeconds, latencyMs, messagesPerSecond, bytes }: Judged) {
  const percent = (shares: number[]) => spread(shares.map((share) => 100 * share));
  return {
    "right, %": percent(accuracy),
    "AUROC, %": percent(auroc),
    "rejected, 95 % kept": percent(rejected),
    "training, s (CPU s)": `${spread(seconds)} (${spread(cpuSeconds)})`,
    "p50 / p95, ms": `${latencyMs.p50.toFixed(3)} / ${latencyMs.p95.toFixed(3)}`,
    "messages/s": Math.round(messagesPerSecond),
    MB: bytes === undefined ? "" : (bytes / 1e6).toFixed(1),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spread(values: readonly number[]): string {
  if (values.length === 0) return "";
  const half = (Math.max(...values) - Math.min(...values)) / 2;
  return `${mean(values).toFixed(1)} ± ${half.toFixed(1)}`;
}
