/**
 * How often what is suggested to an agent is right, on held-out questions of the starter knowledge, and how long it takes: the answer of
 * the question's intent (or an article that the intent names) as the first chip, or as one of three. Everything that can be suggested takes
 * part: all answers, articles and canned replies. A model is trained without those questions, about a minute.
 *
 *     npm run bench -- suggestions [--quick] [--json FILE]
 */
import type { Candidate } from "../packages/engine/src/services/nlu/contract.ts";
import { WORTH_SHOWING } from "../packages/engine/src/services/dialog/copilot/worth-showing.ts";
import type { Snapshot } from "../packages/engine/src/services/nlu/knowledge/snapshot.ts";
import { createEntityReader } from "../packages/engine/src/services/nlu/entities/entities.ts";
import { readOutOfScope, readProducts, readStarter } from "../packages/engine/src/services/nlu/knowledge/starter.ts";
import { loadClassifier, openSentences, train } from "../packages/engine/src/services/nlu/model/model.ts";
import { createArticleSearch } from "../packages/engine/src/services/nlu/search/articles.ts";
import { createSenseReader } from "../packages/engine/src/services/nlu/search/senses.ts";
import { createReplySearch } from "../packages/engine/src/services/nlu/suggest/replies.ts";
import { createSuggest } from "../packages/engine/src/services/nlu/suggest/suggest.ts";
import { createTimeSlices } from "../packages/engine/src/services/nlu/time-slices.ts";
import { centroidsOf } from "../packages/engine/src/services/nlu/training/centroids.ts";
import { createDataset, knownUtterances } from "../packages/engine/src/services/nlu/training/dataset.ts";
import { languageOf } from "../packages/engine/src/services/nlu/understand/language.ts";
import { createSpelling } from "../packages/engine/src/services/nlu/understand/spelling/spelling.ts";
import { createUnderstand } from "../packages/engine/src/services/nlu/understand/understand.ts";
import { percentile, quick, report } from "./kit/figures.ts";

/** As many as are shown. */
const SHOWN = 3;

const starter = await readStarter();
const intents = quick ? starter.intents.slice(0, 12) : starter.intents;
const outOfScope = await readOutOfScope();
const { samples } = await createDataset(intents, outOfScope);
const learned = samples.filter((sample) => !sample.heldOut);
const heldOut = new Set(samples.flatMap((sample) => (sample.heldOut ? [sample.text] : [])));
const { artefact } = await train({ examples: learned, outOfScope, dev: samples.filter((sample) => sample.heldOut) });
const sentences = await openSentences();
const classifier = loadClassifier(artefact, sentences);
const centroids = Object.entries(await centroidsOf(classifier, learned)).map(
  ([intent, values]) => [intent, Float32Array.from(values)] as const,
);
const texts = learned.map(({ text }) => text);
const model = {
  version: 1,
  classifier,
  samples: learned,
  known: await knownUtterances(learned),
  spelling: await createSpelling(texts),
  centroids: new Map(centroids),
};

const snapshot: Snapshot = {
  revision: 1,
  intents: new Map(
    intents.map((one) => [one.id, { ...one, examples: one.examples.filter((text) => !heldOut.has(text)) }]),
  ),
  articles: new Map(starter.articles.map((article) => [article.id, article])),
  cannedReplies: starter.cannedReplies,
};
const findArticles = await createArticleSearch(snapshot, sentences && createSenseReader(sentences));
const findReplies = await createReplySearch(snapshot.cannedReplies);
const readEntities = createEntityReader({ now: Date.now, catalogue: await readProducts() });
const understand = createUnderstand({
  knowledge: () => snapshot,
  pick: () => model,
  nearest: () => () => ({ intents: [], inScope: false, score: 0 }),
  readEntities,
  judge: () => "neutral",
  readSignals: () => undefined,
  slices: createTimeSlices(),
});
const { suggest } = createSuggest({
  knowledge: () => snapshot,
  understand,
  findArticles: async (text, speaking) => findArticles(text, speaking, model),
  findReplies,
  readEntities,
});

// A hand-over to a person has no answer to suggest: the person is there already.
const questions = intents.flatMap(({ id, articleId, action, examples }) =>
  action ? [] : examples.filter((text) => heldOut.has(text)).map((text) => ({ text, id, articleId })),
);
const took: number[] = [];
const ranks: { language: "en" | "zh"; rank: number; strict: number; scores: number[] }[] = [];
for (const { text, id, articleId } of questions) {
  const began = performance.now();
  const { candidates } = await suggest({ text, locale: languageOf(text) === "zh" ? "zh-CN" : "en" });
  took.push(performance.now() - began);
  const shown = candidates.slice(0, SHOWN).filter(({ score }) => score >= WORTH_SHOWING);
  const isAnswer = (one: Candidate) => one.kind === "answer" && one.id === id;
  const isRight = (one: Candidate) => isAnswer(one) || (one.kind === "article" && one.id === articleId);
  const scores = candidates.slice(0, SHOWN).map(({ score }) => score);
  ranks.push({ language: languageOf(text), rank: shown.findIndex(isRight), strict: shown.findIndex(isAnswer), scores });
}

// What has no answer here should have no chips either: how often it has some, and how often articles alone are found for it.
const noise: { language: "en" | "zh"; best: number; article: number }[] = [];
for (const text of outOfScope.filter((_, at) => at % 4 === 0)) {
  const locale = languageOf(text) === "zh" ? "zh-CN" : "en";
  const [{ candidates }, [article]] = [await suggest({ text, locale }), findArticles(text, { locale }, model)];
  noise.push({ language: languageOf(text), best: candidates[0]?.score ?? 0, article: article?.score ?? 0 });
}

const share = (of: readonly { rank: number }[], most: number) =>
  of.filter(({ rank }) => rank >= 0 && rank < most).length / Math.max(1, of.length);
const noisy = (language: "en" | "zh", floor: number) => {
  const of = noise.filter((one) => one.language === language);
  return of.filter(({ best }) => best >= floor).length / Math.max(1, of.length);
};
const figures = (["en", "zh"] as const).flatMap((language) => {
  const of = ranks.filter((one) => one.language === language);
  const strict = of.map((one) => ({ rank: one.strict }));
  return [
    { figure: `${language}: first right`, measured: share(of, 1), better: "more" as const, must: 0.6 },
    { figure: `${language}: one of three`, measured: share(of, SHOWN), better: "more" as const, must: 0.8 },
    { figure: `${language}: first is the intent's answer`, measured: share(strict, 1), better: "more" as const },
    {
      figure: `${language}: out of scope, and yet something`,
      measured: noisy(language, WORTH_SHOWING),
      better: "less" as const,
    },
    { figure: `${language}: questions`, measured: of.length, better: "more" as const },
  ];
});
const times = [0.5, 0.95, 0.99].map((at) => ({
  figure: `p${100 * at}, ms`,
  measured: percentile(took, at),
  better: "less" as const,
  ...(at === 0.95 && { must: 50 }),
}));
await report(`suggestions: ${questions.length} held-out questions`, [...figures, ...times], { ranks, noise });
