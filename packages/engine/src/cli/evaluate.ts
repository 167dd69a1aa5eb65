import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { evaluate, measureSpeed } from "../services/nlu/model/evaluation.ts";
import { loadClassifier, openSentences } from "../services/nlu/model/model.ts";
import { evaluateSearchFiles } from "./evaluate-search.ts";
import { readExamples, readMessages, reportingUsage, UsageError } from "./example-files.ts";
import { describeProblems, trainWithBar } from "./training-bar.ts";

const USAGE = `Trains a model with default settings and judges it on messages it has not seen.

  parley evaluate --train FILE [--oos-train FILE] [--dev FILE] [--oos-dev FILE]
                  --test FILE [--oos-test FILE] [--seed NUMBER] [--report FILE]
  parley evaluate --search ARTICLES --queries FILE [--report FILE]

Every FILE has one {"text": "...", "intent": "..."} a line; the oos files hold messages of no intent.
--search trains nothing: it looks for each of the queries, {"text": "...", "article": "id"} a line, or null where no article answers,
among articles, {"id": "...", "title": "...", "text": "..."} a line, as the bot does, and says how often the right one came first.
--dev is used for calibration only; without it a part of --train is held out. --report writes all figures as JSON.
`;

/** Runs `parley evaluate`: trains, judges, prints a table; resolves to the exit status. */
export function run(args: string[]): Promise<number> {
  return reportingUsage(() => evaluateFiles(args));
}

const OPTIONS = {
  train: { type: "string" },
  "oos-train": { type: "string" },
  dev: { type: "string" },
  "oos-dev": { type: "string" },
  test: { type: "string" },
  "oos-test": { type: "string" },
  seed: { type: "string" },
  search: { type: "string" },
  queries: { type: "string" },
  report: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

async function evaluateFiles(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { search, queries, report } = values;
  if (search && queries) return await evaluateSearchFiles(search, queries, report);
  if (search || queries) throw new UsageError(`--search and --queries go together.\n\n${USAGE}`);
  return await trainAndJudge(values);
}

async function trainAndJudge(values: Values): Promise<number> {
  if (!values.train || !values.test) throw new UsageError(`--train and --test are needed.\n\n${USAGE}`);
  const seed = Number(values.seed ?? 1);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed takes a whole number, not "${values.seed}".`);
  const [examples, outOfScope, test, oosTest] = await Promise.all([
    readExamples(values.train),
    readMessages(values["oos-train"]),
    readExamples(values.test),
    readMessages(values["oos-test"]),
  ]);
  const dev = values.dev === undefined ? {} : { dev: await readExamples(values.dev) };
  const devOutOfScope = await readMessages(values["oos-dev"]);

  const { artefact, report } = await trainWithBar({ examples, outOfScope, ...dev, devOutOfScope, seed });
  const classifier = loadClassifier(artefact, await openSentences());
  const result = {
    ...evaluate(classifier, test, oosTest),
    trainSeconds: report.seconds,
    trainCpuSeconds: report.cpuSeconds,
    ...measureSpeed(
      classifier,
      test.map(({ text }) => text),
    ),
    modelBytes: artefact.length,
    runtime: `trained on ${report.runtime}, answers on ${classifier.runtime}`,
    seed,
  };
  for (const line of describeProblems(report.problems)) process.stderr.write(`${line}\n`);
  process.stdout.write(describe(result));
  if (values.report) await writeFile(values.report, `${JSON.stringify(result, undefined, 2)}\n`);
  return 0;
}

type Result = ReturnType<typeof evaluate> &
  ReturnType<typeof measureSpeed> & {
    trainSeconds: number;
    trainCpuSeconds: number;
    modelBytes: number;
    runtime: string;
  };

function describe(result: Result): string {
  const { oos, latencyMs, confusions } = result;
  const rows: [string, string][] = [
    ["accuracy", percent(result.accuracy)],
    ["macro F1", percent(result.macroF1)],
  ];
  if (oos) {
    rows.push(
      ["out of scope: AUROC", percent(oos.auroc)],
      ["  rejected, keeping 95 % of in-scope", percent(oos.recallAt95)],
    );
    rows.push(["  in-scope kept and right, as shipped", percent(oos.inScopeAccuracy)]);
    rows.push(["  rejected, as shipped", percent(oos.oosRecall)]);
  }
  rows.push(["training", `${result.trainSeconds.toFixed(1)} s (${result.trainCpuSeconds.toFixed(1)} s of CPU)`]);
  rows.push(["one message, p50 / p95", `${latencyMs.p50.toFixed(3)} / ${latencyMs.p95.toFixed(3)} ms`]);
  rows.push(["in batches", `${Math.round(result.messagesPerSecond)} messages/s`]);
  rows.push(["model", `${(result.modelBytes / 1e6).toFixed(1)} MB`], ["runtime", result.runtime]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join("");
  const mistakes = confusions
    .slice(0, 5)
    .map(({ intent, got, count, example }) => `  ${count} x ${intent} taken for ${got}, as in "${example}"\n`);
  return mistakes.length > 0 ? `${table}most frequent mistakes:\n${mistakes.join("")}` : table;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
