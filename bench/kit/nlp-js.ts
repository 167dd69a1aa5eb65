import { createRequire } from "node:module";
import { join } from "node:path";
import { evaluate } from "../../packages/engine/src/services/nlu/model/evaluation.ts";
import { createRandom } from "../../packages/engine/src/services/nlu/model/training/random.ts";
import type { DataSet, Judged, Lessons } from "./lessons.ts";

/** The part of NLP.js that is used here; it has no types of its own. */
interface NlpJs {
  settings: { autoSave: boolean };
  addLanguage: (language: string) => void;
  addDocument: (language: string, text: string, intent: string) => void;
  train: () => Promise<void>;
  process: (language: string, text: string) => Promise<{ classifications: { intent: string; score: number }[] }>;
}

/**
 * NLP.js as its quick start sets it up; its None counts as no answer, so the best other intent is taken. It keeps what it has
 * learnt for the whole process.
 */
export async function judgeNlpJs(lessons: Lessons, language: DataSet["language"], peers: string): Promise<Judged> {
  const { examples, dev, devOutOfScope } = lessons;
  const require = createRequire(join(peers, "package.json"));
  const { dockStart } = require("@nlpjs/basic") as {
    dockStart: (options: object) => Promise<{ get: (name: string) => NlpJs }>;
  };
  const dock = await dockStart({ use: ["Basic", language === "zh" ? "LangZh" : "LangEn"] });
  const nlp = dock.get("nlp");
  nlp.settings.autoSave = false;
  nlp.addLanguage(language);
  // Given intent by intent it learns some sets far worse: BANKING77 56 % instead of 85 %.
  for (const { text, intent } of createRandom(1).shuffle(examples)) nlp.addDocument(language, text, intent);
  const start = performance.now();
  const cpu = process.cpuUsage();
  await nlp.train();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);

  const times: number[] = [];
  const answers = new Map<string, { intent: string; score: number }>();
  for (const text of [...dev.map(({ text }) => text), ...devOutOfScope]) {
    const asked = performance.now();
    const { classifications } = await nlp.process(language, text);
    times.push(performance.now() - asked);
    answers.set(text, classifications.find(({ intent }) => intent !== "None") ?? { intent: "", score: 0 });
  }
  const verdict = (text: string) => {
    const { intent = "", score = 0 } = answers.get(text) ?? {};
    return { intents: [{ intent, confidence: score }], score, inScope: score >= 0.5 };
  };
  const classifier = {
    labels: [],
    parts: [],
    runtime: "nlp.js",
    classify: verdict,
    classifyBatch: (texts: readonly string[]) => texts.map(verdict),
    vector: () => new Float32Array(),
  };
  const { accuracy, oos } = evaluate(classifier, dev, devOutOfScope);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return {
    engine: "NLP.js",
    accuracy: [accuracy],
    auroc: oos ? [oos.auroc] : [],
    rejected: oos ? [oos.recallAt95] : [],
    seconds: [seconds],
    cpuSeconds: [(user + system) / 1e6],
    latencyMs: { p50: at(0.5), p95: at(0.95) },
    messagesPerSecond: (1000 * times.length) / times.reduce((sum, time) => sum + time, 0),
  };
}
