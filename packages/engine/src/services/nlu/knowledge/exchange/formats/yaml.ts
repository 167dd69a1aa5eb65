import type { Into } from "../into.ts";
import { Unreadable } from "../problem.ts";
import { readRecords } from "../table/records.ts";
import { readYamlFile, type YamlFile } from "../yaml-document.ts";
import { isChatterbot, readChatterbot } from "./chatterbot.ts";
import { isOwn, readOwn } from "./parley.ts";
import { isRasa, readRasa } from "./rasa.ts";

/** Reads YAML in any known format, and answers which. Throws `Unreadable`. */
export function readYaml(text: string, into: Into): string {
  const { file, collect } = into;
  const { file: yaml, problems } = readYamlFile(text);
  for (const problem of problems) collect.problem({ ...problem, file });
  if (isOwn(yaml)) {
    readOwn(yaml, collect, file);
    return "YAML";
  }
  if (isChatterbot(yaml)) {
    readChatterbot(yaml, collect, file);
    return "ChatterBot";
  }
  if (isRasa(yaml)) {
    readRasa(yaml, into);
    return "Rasa";
  }
  const records = recordsOf(yaml);
  if (records.some(({ fields }) => fields.length > 0)) readRecords(records, collect, file);
  else if (problems.length === 0) throw new Unreadable("unknownFormat");
  return "YAML";
}

function recordsOf({ contents, items, entries, words, line }: YamlFile) {
  const wordsIn = (node: unknown) =>
    words(node) ??
    items(node)
      .map((item) => words(item) ?? "")
      .join("\n");
  return items(contents).map((item) => ({
    line: line(item) ?? 1,
    fields: entries(item).map(({ key, value }) => [key, wordsIn(value)] as const),
  }));
}
