import type { Article, Intent, Source } from "@parley/protocol";
import { articleTitle, ownLanguage, type Speaking } from "../knowledge/answer.ts";
import type { Snapshot } from "../knowledge/snapshot.ts";
import { inSlices } from "../time-slices.ts";
import { languageOf } from "../understand/language.ts";
import { bestPassage, type Passage, passagesOf } from "./passages.ts";
import { createRanking, type Ranking, weigh } from "./ranking.ts";
import type { ReadSenses } from "./senses.ts";
import { terms } from "./terms.ts";

/** An article that may answer; at a `score` of 0.5 every second one does. */
export interface Found {
  source: Source;
  score: number;
}

/** What a model adds to the search: its sentence vectors, and where the intents lie among them. */
export interface Meaning {
  classifier: { vector: (text: string) => Float32Array };
  centroids: ReadonlyMap<string, Float32Array>;
}

/** Finds the articles that may answer a question, best first, three at most; where told, those that pass. */
export type ArticleSearch = (
  text: string,
  speaking: Speaking,
  meaning?: Meaning,
  passes?: (id: string) => boolean,
) => Found[];

const BOLD = /\*\*(.+?)\*\*|^#{1,6}\s+(.+)$/gm;
/** How much a term counts by where it stands, tuned on the starter knowledge. */
const WEIGHT = { title: 3, heading: 1, body: 1, intent: 2, example: 1 };
const HITS = 20;
const FOUND = 3;
/** Articles less likely than this are not found. */
const WORTH_SHOWING = 0.01;

/**
 * The probability that an article answers, by the share of the question's words that it covers and by how near the
 * question lies to an intent of the article: logistic regressions on held-out questions of the starter knowledge and on
 * sentences out of scope; a Chinese question has more terms, so each says less. `bench/search.ts` measures what they are worth.
 */
const BY_WORDS = {
  en: { covered: 4, near: 0, otherwise: -2.4 },
  zh: { covered: 9.2, near: 0, otherwise: -2.9 },
};
const BY_WORDS_OF_INTENTS = {
  en: { covered: 6.4, near: 0, otherwise: -3.3 },
  zh: { covered: 13.7, near: 0, otherwise: -4.6 },
};
/**
 * And by how much the question means what a passage of the article does; here `near` is the cosine of the two. Fitted on questions
 * to the starter's articles and answers, to one example of each of its intents and of two public sets, and on sentences out of scope.
 */
const BY_SENSE = {
  en: { covered: 4.6, near: 8.9, otherwise: -6.9 },
  zh: { covered: 8.6, near: 7.4, otherwise: -6.6 },
};
const BY_MEANING = { covered: 6.6, near: 19, otherwise: -13.8 };

/** What visitors ask of an intent, by whether it is Chinese. */
interface Asked extends Pick<Intent, "id" | "title"> {
  chinese: string[];
  others: string[];
}

/** What articles are found by as they are worded. */
export interface Wording {
  ranking: Ranking<string>;
  /** By an article's id and the language. */
  passages: ReadonlyMap<string, Passage[]>;
  /** The intents that point to an article. */
  asked: ReadonlyMap<string, readonly Asked[]>;
}

/** Reads all articles, in slices, and what visitors ask of their intents. */
export async function readWording({ articles, intents }: Snapshot): Promise<Wording> {
  const ranking = createRanking<string>();
  const passages = new Map<string, Passage[]>();
  const asked = askedOf(intents.values());
  await inSlices(articles.values(), (article) => {
    for (const language of languagesOf(article)) {
      ranking.add({ key: article.id, weights: weightsOf(article, language, asked.get(article.id) ?? []) });
      passages.set(`${article.id} ${language}`, passagesOf(article.body[language] ?? ""));
    }
  });
  return { ranking, passages, asked };
}

/**
 * Makes the search of all articles by how they are worded, which is read if it is not there already. With sentence vectors they are found
 * by what they mean too, in whatever language they are written.
 */
export async function createArticleSearch(
  snapshot: Snapshot,
  readSenses?: ReadSenses,
  wording?: Wording,
): Promise<ArticleSearch> {
  const { articles } = snapshot;
  const { ranking, passages, asked } = wording ?? (await readWording(snapshot));
  // What an intent points to is found by its examples, and better.
  const senses = await readSenses?.([...articles.values()].filter(({ id }) => !asked.has(id)));

  function sourceOf(article: Article, speaking: Speaking, query: readonly string[]): Source {
    const languages = languagesOf(article);
    const own = ownLanguage(languages, speaking) ?? speaking.locale;
    const passage = languages
      .toSorted((a, b) => Number(b === own) - Number(a === own))
      .map((language) =>
        bestPassage(passages.get(`${article.id} ${language}`) ?? [], query, (term) => ranking.worth(term)),
      )
      .find((found) => found !== undefined);
    return { articleId: article.id, title: articleTitle(article, speaking), ...(passage && { passage }) };
  }

  function nearness(text: string, { classifier, centroids }: Meaning): Map<string, number> {
    const vector = classifier.vector(text);
    const near = new Map<string, number>();
    for (const [articleId, linked] of asked) {
      const found = linked.flatMap(({ id }) => {
        const centroid = centroids.get(id);
        return centroid ? [dot(vector, centroid)] : [];
      });
      if (found.length > 0 && articles.has(articleId)) near.set(articleId, Math.max(0, ...found));
    }
    return near;
  }

  return (text, speaking, meaning, passes = () => true) => {
    const query = terms(text);
    const language = languageOf(text, speaking.locale === "en" ? "en" : "zh");
    if (query.length === 0) return [];
    const covered = new Map<string, number>();
    const hits = ranking.find(query, Infinity).filter(({ key }) => passes(key));
    for (const { key, coverage } of hits.slice(0, HITS)) {
      covered.set(key, Math.max(coverage, covered.get(key) ?? 0));
    }
    const near = meaning ? nearness(text, meaning) : new Map<string, number>();
    const alike = senses?.(text) ?? new Map<string, number>();
    const likest = [...alike.keys()].filter(passes).slice(0, HITS);
    const candidates = [...new Set([...covered.keys(), ...near.keys(), ...likest])].filter(passes);
    const scored = candidates.map((id) => {
      const bySense = alike.has(id) ? BY_SENSE[language] : undefined;
      const byWords = bySense ?? (asked.has(id) ? BY_WORDS_OF_INTENTS : BY_WORDS)[language];
      const weights = near.has(id) ? BY_MEANING : byWords;
      return { id, score: probability(weights, covered.get(id) ?? 0, near.get(id) ?? alike.get(id) ?? 0) };
    });
    const best = scored.sort((a, b) => b.score - a.score).slice(0, FOUND);
    return best.flatMap(({ id, score }) => {
      const article = score >= WORTH_SHOWING ? articles.get(id) : undefined;
      return article ? [{ source: sourceOf(article, speaking, query), score }] : [];
    });
  };
}

function probability(weights: typeof BY_MEANING, covered: number, near: number): number {
  return 1 / (1 + Math.exp(-(weights.covered * covered + weights.near * near + weights.otherwise)));
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** The languages in which an article says anything. */
const languagesOf = ({ title, body }: Article): string[] =>
  [...new Set([...Object.keys(title), ...Object.keys(body)])].filter((tag) => body[tag] || title[tag]);

function weightsOf(article: Article, language: string, intents: readonly Asked[]): Map<string, number> {
  const weights = new Map<string, number>();
  const { [language]: title = "" } = article.title;
  const { [language]: body = "" } = article.body;
  weigh(weights, terms(title), WEIGHT.title);
  weigh(weights, terms(body), WEIGHT.body);
  for (const [, bold, heading] of body.matchAll(BOLD)) {
    weigh(weights, terms(bold ?? heading ?? ""), WEIGHT.heading);
  }
  for (const { title: name, chinese, others } of intents) {
    weigh(weights, terms(name[language] ?? ""), WEIGHT.intent);
    for (const example of language === "zh-CN" ? chinese : others) weigh(weights, terms(example), WEIGHT.example);
  }
  return weights;
}

function askedOf(intents: Iterable<Intent>): Map<string, Asked[]> {
  const asked = new Map<string, Asked[]>();
  for (const { id, title, examples, articleId } of intents) {
    if (articleId === undefined) continue;
    const of: Asked = { id, title, chinese: [], others: [] };
    for (const example of examples) of[languageOf(example) === "zh" ? "chinese" : "others"].push(example);
    asked.set(articleId, [...(asked.get(articleId) ?? []), of]);
  }
  return asked;
}
