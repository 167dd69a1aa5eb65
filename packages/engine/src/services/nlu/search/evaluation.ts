import type { Article } from "@parley/protocol";
import { openSentences } from "../model/model.ts";
import { languageOf } from "../understand/language.ts";
import { createArticleSearch } from "./articles.ts";
import { createSenseReader } from "./senses.ts";

/** The score from which an article is shown to visitors. */
const SHOWN = 0.5;

/** An article to be found. */
export interface Findable {
  id: string;
  title: string;
  text: string;
}

/** A question, and the articles that answer it; none if nothing does. */
export interface Query {
  text: string;
  articles: readonly string[];
}

/** How well articles are found; shares are 0..1. */
export interface SearchEvaluation {
  /** Share of the answerable questions whose right article comes first, and among the first three. */
  hit1: number;
  hit3: number;
  /** Mean of one over the place of the right article, 0 where it is not among the first three. */
  mrr: number;
  /** Share of the answerable questions that something is shown for, and of these, with the right article first. */
  shown: number;
  rightOfShown: number;
  /** Share of the questions without an answer for which rightly nothing is shown; absent if there are none. */
  rightlyNotShown?: number;
  latencyMs: { p50: number; p95: number };
  /** Whether sentence vectors took part. */
  vectors: boolean;
}

/** Searches articles for questions, as the bot does, and counts. */
export async function evaluateSearch(
  articles: readonly Findable[],
  queries: readonly Query[],
): Promise<SearchEvaluation> {
  const sentences = await openSentences();
  const known = new Map(articles.map((article) => [article.id, asArticle(article)]));
  const snapshot = { revision: 1, intents: new Map(), articles: known, cannedReplies: [] };
  const search = await createArticleSearch(snapshot, sentences && createSenseReader(sentences));
  const times: number[] = [];
  const found = queries.map((query) => {
    const start = performance.now();
    const results = search(query.text, { locale: languageOf(query.text) === "zh" ? "zh-CN" : "en" });
    times.push(performance.now() - start);
    const place = results.findIndex(({ source }) => query.articles.includes(source.articleId));
    return { query, place, shown: (results[0]?.score ?? 0) >= SHOWN };
  });
  const answerable = found.filter(({ query }) => query.articles.length > 0);
  const others = found.filter(({ query }) => query.articles.length === 0);
  const shown = answerable.filter((one) => one.shown);
  return {
    hit1: share(answerable, ({ place }) => place === 0),
    hit3: share(answerable, ({ place }) => place >= 0),
    mrr:
      answerable.reduce((sum, { place }) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) /
      Math.max(1, answerable.length),
    shown: share(answerable, (one) => one.shown),
    rightOfShown: share(shown, ({ place }) => place === 0),
    ...(others.length > 0 && { rightlyNotShown: share(others, (one) => !one.shown) }),
    latencyMs: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    vectors: sentences !== undefined,
  };
}

function asArticle({ id, title, text }: Findable): Article {
  const locale = languageOf(`${title} ${text}`) === "zh" ? "zh-CN" : "en";
  const told = (words: string) => ({ en: "", "zh-CN": "", [locale]: words });
  return { id, title: told(title), body: told(text), version: 0 };
}

const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / Math.max(1, items.length);

const quantile = (numbers: readonly number[], at: number): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * at)] ?? 0;
