/**
 * How often article search puts the right article first, on held-out questions of the starter knowledge: by the words of
 * the articles, with the examples of their intents, and with the model's sentence vectors. Trains a model, about half a minute.
 * There is no floor.
 */
import type { Intent } from "@parley/protocol";
import type { Snapshot } from "../packages/engine/src/services/nlu/knowledge/snapshot.ts";
import { readOutOfScope, readStarter } from "../packages/engine/src/services/nlu/knowledge/starter.ts";
import { loadClassifier, openSentences, train } from "../packages/engine/src/services/nlu/model/model.ts";
import { createArticleSearch, type Meaning } from "../packages/engine/src/services/nlu/search/articles.ts";
import { centroidsOf } from "../packages/engine/src/services/nlu/training/centroids.ts";
import { createDataset } from "../packages/engine/src/services/nlu/training/dataset.ts";
import { languageOf } from "../packages/engine/src/services/nlu/understand/language.ts";
import { quick, report } from "./kit/figures.ts";

/** The score from which an article is shown. */
const TRUSTED = 0.5;

const starter = await readStarter();
const known = quick ? starter.intents.filter(({ articleId }) => articleId !== undefined).slice(0, 8) : starter.intents;
const outOfScope = await readOutOfScope();
const { samples } = await createDataset(known, outOfScope);
const heldOut = new Set(samples.filter((sample) => sample.heldOut).map(({ text }) => text));
const questions = known.flatMap(({ articleId, examples }) =>
  articleId === undefined ? [] : examples.filter((text) => heldOut.has(text)).map((text) => ({ text, articleId })),
);

const learned = samples.filter((sample) => !sample.heldOut);
const { artefact } = await train({ examples: learned, outOfScope, dev: samples.filter((sample) => sample.heldOut) });
const classifier = loadClassifier(artefact, await openSentences());
const centroids = Object.entries(await centroidsOf(classifier, learned));
const meaning: Meaning = {
  classifier,
  centroids: new Map(centroids.map(([intent, values]) => [intent, Float32Array.from(values)])),
};

const measured = {
  "words of the articles": await measure([], undefined),
  "and of their intents' examples": await measure(withoutHeldOut(known), undefined),
  "and sentence vectors": await measure(withoutHeldOut(known), meaning),
};
const rows = Object.entries(measured).flatMap(([by, languages]) =>
  Object.entries(languages).map(([language, shares]) => ({ name: `${by}, ${language}`, shares })),
);
console.table(Object.fromEntries(rows.map(({ name, shares }) => [name, shares])));
await report(
  `search: ${questions.length} held-out questions, share whose article comes first`,
  rows.map(({ name, shares }) => ({ figure: name, measured: shares["hit@1"], better: "more" })),
  measured,
);

/** Shares of the questions in each language, and of the sentences that belong to no article. */
async function measure(intents: readonly Intent[], meaning: Meaning | undefined) {
  const snapshot: Snapshot = {
    revision: 1,
    intents: new Map(intents.map((intent) => [intent.id, intent])),
    articles: new Map(starter.articles.map((article) => [article.id, article])),
    cannedReplies: [],
  };
  const search = await createArticleSearch(snapshot);
  const find = (text: string) => search(text, { locale: languageOf(text) === "zh" ? "zh-CN" : "en" }, meaning);
  const inLanguage = (language: "en" | "zh") => {
    const asked = questions.filter(({ text }) => languageOf(text) === language);
    const found = asked.map(({ text, articleId }) => ({ results: find(text), articleId }));
    const ranks = found.map(({ results, articleId }) =>
      results.findIndex(({ source }) => source.articleId === articleId),
    );
    const trusted = found.filter(({ results }) => (results[0]?.score ?? 0) >= TRUSTED);
    const outside = outOfScope.filter((text) => languageOf(text) === language);
    return {
      "hit@1": share(ranks, (rank) => rank === 0),
      "MRR@3": mean(ranks.map((rank) => (rank < 0 ? 0 : 1 / (rank + 1)))),
      trusted: trusted.length / Math.max(1, asked.length),
      "right of these": share(trusted, ({ results, articleId }) => results[0]?.source.articleId === articleId),
      "trusted out of scope": share(outside, (text) => (find(text)[0]?.score ?? 0) >= TRUSTED),
    };
  };
  return { en: inLanguage("en"), zh: inLanguage("zh") };
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
