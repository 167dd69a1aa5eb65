/**
 * How often article search puts the right article first, on held-out questions of the starter knowledge: by the words of
 * the articles, with the examples of their intents, and with the model's sentence vectors. Trains a model, about half a minute.
 *
 * node --conditions=@parley/source --import tsx bench/search.ts
 */
import type { Intent } from "@parley/protocol";
import type { Snapshot } from "../packages/engine/src/services/nlu/knowledge/knowledge.ts";
import { readOutOfScope, readStarter } from "../packages/engine/src/services/nlu/knowledge/starter.ts";
import { loadClassifier, train } from "../packages/engine/src/services/nlu/model/model.ts";
import { createArticleSearch, type Meaning } from "../packages/engine/src/services/nlu/search/articles.ts";
import { centroidsOf } from "../packages/engine/src/services/nlu/training/centroids.ts";
import { createDataset } from "../packages/engine/src/services/nlu/training/dataset.ts";
import { languageOf } from "../packages/engine/src/services/nlu/understand/language.ts";

const starter = await readStarter();
const outOfScope = await readOutOfScope();
const { samples } = await createDataset(starter.intents, outOfScope);
const heldOut = new Set(samples.filter((sample) => sample.heldOut).map(({ text }) => text));
const questions = starter.intents.flatMap(({ articleId, examples }) =>
  articleId === undefined ? [] : examples.filter((text) => heldOut.has(text)).map((text) => ({ text, articleId })),
);

const learned = samples.filter((sample) => !sample.heldOut);
const { artefact } = await train({ examples: learned, outOfScope, dev: samples.filter((sample) => sample.heldOut) });
const classifier = loadClassifier(artefact);
const centroids = Object.entries(await centroidsOf(classifier, samples));
const meaning: Meaning = {
  classifier,
  centroids: new Map(centroids.map(([intent, values]) => [intent, Float32Array.from(values)])),
};

await measure("words of the articles", [], undefined);
await measure("and of their intents' examples", withoutHeldOut(starter.intents), undefined);
await measure("and sentence vectors", withoutHeldOut(starter.intents), meaning);

async function measure(name: string, intents: readonly Intent[], meaning: Meaning | undefined): Promise<void> {
  const snapshot: Snapshot = {
    revision: 1,
    intents: new Map(intents.map((intent) => [intent.id, intent])),
    articles: new Map(starter.articles.map((article) => [article.id, article])),
    cannedReplies: [],
  };
  const search = await createArticleSearch(snapshot);
  const find = (text: string) => search(text, languageOf(text) === "zh" ? "zh-CN" : "en", meaning);
  for (const language of ["en", "zh"] as const) {
    const asked = questions.filter(({ text }) => languageOf(text) === language);
    const ranks = asked.map(({ text, articleId }) =>
      find(text).findIndex(({ source }) => source.articleId === articleId),
    );
    const trusted = asked.flatMap(({ text, articleId }) => {
      const [best] = find(text);
      return best && best.score >= 0.5 ? [best.source.articleId === articleId] : [];
    });
    const outside = outOfScope.filter((text) => languageOf(text) === language);
    process.stdout.write(
      `${name.padEnd(34)} ${language}  ` +
        `hit@1 ${percent(share(ranks, (rank) => rank === 0))}  ` +
        `MRR@3 ${mean(ranks.map((rank) => (rank < 0 ? 0 : 1 / (rank + 1)))).toFixed(3)}  ` +
        `score >= 0.5: ${percent(trusted.length / asked.length)} of questions, ${percent(share(trusted, Boolean))} of them right, ` +
        `${percent(share(outside, (text) => (find(text)[0]?.score ?? 0) >= 0.5))} of sentences out of scope\n`,
    );
  }
}

function withoutHeldOut(intents: readonly Intent[]): Intent[] {
  return intents.map((intent) => ({ ...intent, examples: intent.examples.filter((text) => !heldOut.has(text)) }));
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / Math.max(1, items.length);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
