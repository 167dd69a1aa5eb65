import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { parse } from "yaml";
import { STARTER_FOLDER } from "../../knowledge/starter.ts";
import type { SentenceEncoder } from "../../model/text/sentences.ts";
import { fitSentences } from "../../model/training/sentence.ts";
import { OUTPUTS } from "./kinds.ts";
import type { LearnedSignals } from "./signals.ts";

const Told = v.record(v.picklist(OUTPUTS), v.array(v.string()));
const LEARNING = { sentence: { batch: 64, epochs: 60, rate: 32, share: 1 } };

/** Learns what messages tell from the examples in `knowledge/signals`, of which `learned.json` is what `scripts/signals.ts` writes. */
export async function learnSignals({ encode }: SentenceEncoder): Promise<LearnedSignals> {
  const examples = await readExamples();
  const vectors = examples.map(({ text }) => encode(text));
  const outputs = Int32Array.from(examples, ({ tells }) => OUTPUTS.findIndex((output) => output === tells));
  const lesson = { vectors, outputs, count: OUTPUTS.length, settings: LEARNING, seed: 1 };
  const { weights, bias } = await fitSentences(lesson, () => Promise.resolve());
  return { weights: [...weights].map(rounded), bias: [...bias].map(rounded) };
}

/** A thousandth says nothing. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000 || 0;

async function readExamples(): Promise<{ text: string; tells: string }[]> {
  const files = await Promise.all(
    ["en", "zh"].map((name) => readFile(`${STARTER_FOLDER}/signals/${name}.yaml`, "utf8")),
  );
  return files.flatMap((file) =>
    Object.entries(v.parse(Told, parse(file))).flatMap(([tells, texts]) => texts.map((text) => ({ text, tells }))),
  );
}
