/** One set in a process of its own: Parley's model, and NLP.js where there is one. What was found goes to who started it. */
import { evaluate, measureSpeed } from "../../packages/engine/src/services/nlu/model/evaluation.ts";
import { loadClassifier, openSentences, train } from "../../packages/engine/src/services/nlu/model/model.ts";
import { type DataSet, type Judged, type Lessons, readLessons } from "./lessons.ts";
import { judgeNlpJs } from "./nlp-js.ts";

/** What this process is told. */
export interface Job {
  set: DataSet;
  data: string;
  /** Where NLP.js is installed. */
  peers?: string;
  quick: boolean;
}

const { set, data, peers, quick } = JSON.parse(process.argv[2] ?? "{}") as Job;
const lessons = readLessons(data, set, quick);
const judged = [await judgeParley(lessons, quick ? [1] : [1, 2, 3])];
if (peers !== undefined) judged.push(await judgeNlpJs(lessons, set.language, peers));
process.send?.(judged, () => process.exit());

async function judgeParley(lessons: Lessons, seeds: readonly number[]): Promise<Judged> {
  const runs: Awaited<ReturnType<typeof trainAndJudge>>[] = [];
  for (const seed of seeds) runs.push(await trainAndJudge(lessons, seed));
  const mean = (of: (run: (typeof runs)[number]) => number) =>
    runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  return {
    engine: "Parley",
    accuracy: runs.map(({ accuracy }) => accuracy),
    auroc: runs.flatMap(({ oos }) => (oos ? [oos.auroc] : [])),
    rejected: runs.flatMap(({ oos }) => (oos ? [oos.recallAt95] : [])),
    seconds: runs.map(({ report }) => report.seconds),
    cpuSeconds: runs.map(({ report }) => report.cpuSeconds),
    latencyMs: { p50: mean(({ speed }) => speed.latencyMs.p50), p95: mean(({ speed }) => speed.latencyMs.p95) },
    messagesPerSecond: mean(({ speed }) => speed.messagesPerSecond),
    bytes: mean(({ bytes }) => bytes),
  };
}

async function trainAndJudge(lessons: Lessons, seed: number) {
  const { dev, devOutOfScope } = lessons;
  const { artefact, report } = await train({ ...lessons, seed });
  const classifier = loadClassifier(artefact, await openSentences());
  const texts = dev.map(({ text }) => text);
  const { accuracy, oos } = evaluate(classifier, dev, devOutOfScope);
  return { accuracy, oos, speed: measureSpeed(classifier, texts), report, bytes: artefact.length };
}
