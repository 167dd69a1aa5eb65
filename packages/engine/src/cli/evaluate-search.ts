import { readFile, writeFile } from "node:fs/promises";
import * as v from "valibot";
import { evaluateSearch, type Findable, type Query, type SearchEvaluation } from "../services/nlu/search/evaluation.ts";
import { UsageError } from "./example-files.ts";

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
  const known = (await readLines(articles, ArticleLine)).map(findable);
  const names = new Set(known.map(({ id }) => id));
  const asked = (await readLines(queries, QueryLine)).map(({ text, article }): Query => ({
    text,
    articles: [article ?? []].flat().map(String),
  }));
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

async function readLines<S extends v.GenericSchema>(file: string, schema: S): Promise<v.InferOutput<S>[]> {
  const content = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${file} cannot be read: ${cause.code === "ENOENT" ? "there is no such file" : cause.message}.`,
    );
  });
  const lines = content
    .split("\n")
    .flatMap((text, at) => (text.trim() === "" ? [] : [{ text, place: `${file}:${at + 1}` }]));
  if (lines.length === 0) throw new UsageError(`${file} is empty.`);
  return lines.map(({ text, place }) => {
    const result = v.safeParse(schema, parsed(text, place));
    if (!result.success)
      throw new UsageError(`${place}: ${v.getDotPath(result.issues[0]) ?? ""} ${result.issues[0].message}.`);
    return result.output;
  });
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${place}: this line is not JSON.`);
  }
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
