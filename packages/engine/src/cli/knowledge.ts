import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { ExportFormat, KnowledgeFile, KnowledgeImport } from "@parley/protocol";
import { IMPORT_WORDS, type ImportWords, reportOf, terminalLocale } from "./import-words.ts";
import { whoAmI, withUnderstanding } from "./understanding.ts";

const HELP = `Usage:
  parley import FILE ... [--dry-run] [--replace | --replace-all] [--format EXTENSION] [--lang en|zh] [--store WHERE]
  parley export [FILE]   [--format yaml|csv] [--store WHERE]

import reads tables of questions and answers (CSV, TSV, XLSX; in UTF-8, UTF-16, GB18030, Big5), help pages (Markdown, HTML), our own
exports, and those of Rasa, NLP.js, ChatterBot, Dialogflow, LUIS, wit.ai, Chatwoot and Zendesk. Files that are named together are read
together; FILE may be a folder, a ZIP archive, or - for standard input, whose format --format tells by a file's ending.

  --dry-run       says what would change, and changes nothing
  --replace       an entry becomes what the files say of it; unless told, examples are added and words taken over
  --replace-all   also removes the intents, articles or canned replies that the files do not have, of the kinds they have
  --lang          the language of what is said; the terminal's unless told

export writes everything; without FILE, YAML to standard output.
The embedded store belongs to one process: stop the engine first, or set NLU_URL to reach it.`;

const OPTIONS = {
  format: { type: "string" },
  store: { type: "string" },
  lang: { type: "string" },
  "dry-run": { type: "boolean" },
  replace: { type: "boolean" },
  "replace-all": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

/** Runs `parley import` and `parley export`; resolves to the exit status, 1 if something was left out. */
export async function run([action, ...args]: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const fits = action === "export" ? positionals.length <= 1 : positionals.length > 0;
  if (values.help || !fits) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  if (action === "export") return exportTo(positionals[0], values);
  return importFrom(positionals, values);
}

async function importFrom(places: readonly string[], options: Options): Promise<number> {
  const locale = terminalLocale(options.lang, process.env);
  const words = IMPORT_WORDS[locale];
  const mode = modeOf(options);
  if (!mode) {
    console.error(words.both);
    return 2;
  }
  const files = await gather(places, options.format, words);
  if (!files) return 1;
  const dryRun = options["dry-run"] ?? false;
  const result = await withUnderstanding(options.store, (service) =>
    service.importKnowledge({ files, mode, dryRun, locale, by: whoAmI() }),
  );
  const { lines, problems } = reportOf(result, words);
  for (const line of lines) console.log(line);
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

function modeOf({ replace = false, "replace-all": all = false }: Options): KnowledgeImport["mode"] | undefined {
  if (replace && all) return undefined;
  return all ? "replaceAll" : replace ? "replace" : "merge";
}

/** All files that are named; nothing, after saying why, if one cannot be read. */
async function gather(
  places: readonly string[],
  format: string | undefined,
  words: ImportWords,
): Promise<KnowledgeFile[] | undefined> {
  const files: KnowledgeFile[] = [];
  for (const place of places) {
    try {
      files.push(...(await filesAt(place, format)));
    } catch (error) {
      return void console.error(words.missing(place, reasonOf(error)));
    }
  }
  return files;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A file, all files of a folder, or standard input. */
async function filesAt(place: string, format: string | undefined): Promise<KnowledgeFile[]> {
  const extension = format ? `.${format}` : "";
  if (place === "-") return [fileOf(`-${extension}`, await buffer(process.stdin))];
  if (!(await stat(place)).isDirectory()) return [fileOf(place + extension, await readFile(place))];
  const inside = await readdir(place, { recursive: true, withFileTypes: true });
  const names = inside
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(names.sort().map(async (name) => fileOf(name, await readFile(name))));
}

const fileOf = (name: string, bytes: Buffer): KnowledgeFile => ({ name, content: bytes.toString("base64") });

async function exportTo(file: string | undefined, { format, store }: Options): Promise<number> {
  const { text } = await withUnderstanding(store, (service) =>
    service.exportKnowledge({ format: formatOf(format, file ?? "") }),
  );
  if (file === undefined || file === "-") process.stdout.write(text);
  else await writeFile(file, text);
  return 0;
}

function formatOf(given: string | undefined, file: string): ExportFormat {
  if (given === "yaml" || given === "csv") return given;
  if (given !== undefined) throw new Error(`The format must be yaml or csv, not "${given}".`);
  return file.endsWith(".csv") ? "csv" : "yaml";
}
