import { writeFile } from "node:fs/promises";
import * as v from "valibot";
import { evaluateSearch, type Findable, type Query, type SearchEvaluation } from "../services/nlu/search/evaluation.ts";
import { readJsonLines, UsageError } from "./example-files.ts";

const Words = v.pipe(v.string(), v.trim(), v.minLength(1));
const ArticleLine = v.object({
  id: v.union([v.string(), v.number()]),
  title: v.optional(v.string()),
  question: v.optional(v.string()),
  text: v.optional(v.string()),
  body: v.optional(v.string()),
  answer: v.optional(v.string()),
});
const Names = v.nullish(v.union([v.string(), v.number(), v.array(v.union([v.string(), v.number()]))]));
const QueryLine = v.object({ text: Words, article: Names });

/** Searches articles for the questions of a file and prints how often the right one was found. */
export async function evaluateSearchFiles(articles: string, queries: string, reportTo?: string): Promise<number> {
  const known = (await readJsonLines(articles, ArticleLine, '{"id": "...", "title": "...", "text": "..."}')).map(
    findable,
  );
  const names = new Set(known.map(({ id }) => id));
  const asked = (await readJsonLines(queries, QueryLine, '{"text": "...", "article": "id"}')).map(
    ({ text, article }): Query => ({
      text,
      articles: [article ?? []].flat().map(String),
    }),
  );
  const unknown = asked.flatMap((query) => query.articles).find((id) => !names.has(id));
  if (unknown !== undefined)
    throw new UsageError(`${queries} names the article "${unknown}", which ${articles} has not.`);
  const result = await evaluateSearch(known, asked);
  process.stdout.write(describe(result));
  if (reportTo) await writeFile(reportTo, `${JSON.stringify(result, undefined, 2)}\n`);
  return 0;
}

function findable({ id, title, question, text, body, answer }: v.InferOutput<typeof ArticleLine>): Findable {
  return { id: String(id), title: title ?? question ?? "", text: text ?? body ?? answer ?? "" };
}

function describe(result: SearchEvaluation): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const { rightlyNotShown, latencyMs } = result;
  const rows: [string, string][] = [
    ["right article first", percent(result.hit1)],
    ["among the first three", percent(result.hit3)],
    ["mean reciprocal rank", result.mrr.toFixed(3)],
    ["something is shown for", percent(result.shown)],
    ["  the right one first, of these", percent(result.rightOfShown)],
    ...(rightlyNotShown === undefined ? [] : [["rightly nothing shown", percent(rightlyNotShown)] as [string, string]]),
    ["one question, p50 / p95", `${latencyMs.p50.toFixed(2)} / ${latencyMs.p95.toFixed(2)} ms`],
    ["sentence vectors", result.vectors ? "yes" : "no"],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join("");
}
