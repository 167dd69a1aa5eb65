import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Example } from "../../packages/engine/src/services/nlu/model/model.ts";

/** A data set: a folder with train.jsonl and dev.jsonl and, if it has them, oos_train.jsonl and oos_dev.jsonl. */
export interface DataSet {
  name: string;
  folder: string;
  train: string;
  language: "en" | "zh";
}

/** What is learned from, and what is judged by. */
export interface Lessons {
  examples: Example[];
  dev: Example[];
  outOfScope: string[];
  devOutOfScope: string[];
}

/** What one engine made of one set: a number for each seed, and how fast it answers. */
export interface Judged {
  engine: string;
  accuracy: number[];
  auroc: number[];
  /** Share of what is out of scope that is rejected where 95 % of what is in scope is kept. */
  rejected: number[];
  seconds: number[];
  cpuSeconds: number[];
  latencyMs: { p50: number; p95: number };
  messagesPerSecond: number;
  bytes?: number;
}

/** Intents and sentences of each kind that are enough for a look. */
const FEW = { intents: 5, sentences: 50 };

/** Reads a set, or so little of it that a look whether everything runs is over in seconds. */
export function readLessons(data: string, { folder, train }: DataSet, quick: boolean): Lessons {
  const lines = (name: string): Example[] => {
    const path = join(data, folder, name);
    if (!existsSync(path)) return [];
    return readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as Example);
  };
  const texts = (name: string) => lines(name).map(({ text }) => text);
  const lessons = {
    examples: lines(train),
    dev: lines("dev.jsonl"),
    outOfScope: texts("oos_train.jsonl"),
    devOutOfScope: texts("oos_dev.jsonl"),
  };
  if (lessons.examples.length === 0) throw new Error(`There are no examples in ${join(data, folder, train)}.`);
  return quick ? fewOf(lessons) : lessons;
}

function fewOf({ examples, dev, outOfScope, devOutOfScope }: Lessons): Lessons {
  const intents = [...new Set(examples.map(({ intent }) => intent))].slice(0, FEW.intents);
  const some = (all: Example[]) =>
    intents.flatMap((name) => all.filter(({ intent }) => intent === name).slice(0, FEW.sentences));
  return {
    examples: some(examples),
    dev: some(dev),
    outOfScope: outOfScope.slice(0, FEW.sentences),
    devOutOfScope: devOutOfScope.slice(0, FEW.sentences),
  };
}
