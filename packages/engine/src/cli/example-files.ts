import { readFile } from "node:fs/promises";
import * as v from "valibot";
import type { Example } from "../services/nlu/model/model.ts";

const Line = v.object({ text: v.string(), intent: v.optional(v.string()) });

/** Something about the command line or its files that the user can put right; its message names file and line. */
export class UsageError extends Error {}

/** Reads examples, one JSON object with `text` and `intent` a line; throws a UsageError that names file and line. */
export async function readExamples(file: string): Promise<Example[]> {
  const lines = await readLines(file);
  return lines.map(({ text, intent, line }) => {
    if (!intent) throw new UsageError(`${file}:${line}: "intent" is missing.`);
    return { text, intent };
  });
}

/** Reads messages that belong to no intent, one JSON object with `text` a line; no file gives no messages. */
export async function readMessages(file: string | undefined): Promise<string[]> {
  return file === undefined ? [] : (await readLines(file)).map(({ text }) => text);
}

const readLines = (file: string) => readJsonLines(file, Line, '{"text": "...", "intent": "..."}');

/** Reads a file of one JSON object a line, each with its line's number; throws a UsageError that names file and line. */
export async function readJsonLines<S extends v.GenericSchema<unknown, object>>(
  file: string,
  schema: S,
  expected: string,
) {
  const content = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${file} cannot be read: ${cause.code === "ENOENT" ? "there is no such file" : cause.message}.`,
    );
  });
  const entries = content.split("\n").flatMap((text, at) => {
    if (text.trim() === "") return [];
    const place = `${file}:${at + 1}`;
    const result = v.safeParse(schema, parsed(text, place));
    if (!result.success) throw new UsageError(`${place}: expected ${expected}: ${result.issues[0].message}.`);
    return [{ ...result.output, line: at + 1 }];
  });
  if (entries.length === 0) throw new UsageError(`${file} has no examples.`);
  return entries;
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${place}: this line is not JSON.`);
  }
}

/** Runs a command; what the user can put right is printed, with the usage if told, and answered with exit status 2. */
export async function reportingUsage<S>(command: () => Promise<S>, usage?: string): Promise<S | 2> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof UsageError) && !isParseError(error)) throw error;
    process.stderr.write(`${[error.message, usage].filter(Boolean).join("\n\n")}\n`);
    return 2;
  }
}

/** Node reports an unknown option, or one without its value, as a TypeError with such a code. */
function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
