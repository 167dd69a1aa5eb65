import type { Into } from "../into.ts";
import { createFinder, listOf, mapOf, wordsOf } from "../json.ts";
import { Unreadable } from "../problem.ts";
import { readRecords } from "../table/records.ts";
import { dialogflow, dialogflowAgent } from "./dialogflow.ts";
import { chatwoot, zendesk } from "./helpdesks.ts";
import type { JsonFormat } from "./json-source.ts";
import { luis } from "./luis.ts";
import { nlpJs } from "./nlpjs.ts";
import { rasaJson } from "./rasa-json.ts";
import { wit, witApp } from "./wit.ts";

/** The first that knows a file reads it. */
const FORMATS: readonly JsonFormat[] = [
  rasaJson,
  nlpJs,
  dialogflowAgent,
  dialogflow,
  witApp,
  luis,
  wit,
  chatwoot,
  zendesk,
];

/** Reads JSON, or JSON Lines; answers what it was. Objects in no known format are rows of a table. Throws `Unreadable`. */
export function readJson(text: string, { file, collect }: Into): string {
  const values = parse(text);
  const [value] = values;
  const find = createFinder(text);
  const format = values.length === 1 ? FORMATS.find(({ is }) => is(value, file)) : undefined;
  if (format) {
    format.read({ value, file, collect, at: (words) => ({ file, line: find(words) }) });
    return format.name;
  }
  const objects = values.length > 1 ? values : firstList(value);
  const records = objects.map((object) => {
    const fields = Object.entries(mapOf(object)).map(([name, field]) => [name, linesOf(field)] as const);
    const [, words = ""] = fields.find(([, said]) => said !== "") ?? [];
    return { line: find(words) ?? 1, fields };
  });
  if (!records.some(({ fields }) => fields.length > 0)) throw new Unreadable("unknownFormat");
  readRecords(records, collect, file);
  return values.length > 1 ? "JSON Lines" : "JSON";
}

const linesOf = (value: unknown): string => (Array.isArray(value) ? value.map(wordsOf).join("\n") : wordsOf(value));

/** The list that a file is, or the first one in it. */
function firstList(value: unknown): readonly unknown[] {
  const inside = Object.values(mapOf(value)).map(listOf);
  return [listOf(value), ...inside].find((list) => list.length > 0) ?? [];
}

function parse(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch (error) {
    const lines = text.split("\n").map((line, place) => ({ line, place }));
    const filled = lines.filter(({ line }) => line.trim() !== "");
    const objects = filled.slice(0, 2).filter(({ line }) => /^\s*\{.*\}\s*$/.test(line));
    if (objects.length === 2) return filled.map(({ line, place }) => parseLine(line, place + 1));
    const [, position = text.length] = /position (\d+)/.exec(String(error)) ?? [];
    throw new Unreadable("brokenJson", { line: text.slice(0, Number(position)).trimEnd().split("\n").length });
  }
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Unreadable("brokenJson", { line: number });
  }
}
