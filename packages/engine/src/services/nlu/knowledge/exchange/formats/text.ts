import type { Into } from "../into.ts";
import { Unreadable } from "../problem.ts";
import { columnsOf } from "../table/columns.ts";
import { readDelimited } from "../table/delimited.ts";
import { readTable } from "../table/table.ts";
import { readJson } from "./json.ts";
import { readMarkdown } from "./markdown.ts";
import { readHtml } from "./page.ts";
import { isRasaMarkdown, readRasaMarkdown } from "./rasa-markdown.ts";
import { readYaml } from "./yaml.ts";

/** A format of text: whether a text with such an ending is in it, and how it is read; answers the format's name. */
interface TextFormat {
  is(text: string, ending: string): boolean;
  read(text: string, into: Into): string;
}

const PAGE = /^\s*<(?:!doctype|html|head|body|main|article|section|div|h[1-6]|p|\?xml|!--)\b/i;
const YAML_KEY =
  /^(?:version:.*\n+)?(?:intents|articles|cannedReplies|nlu|responses|categories|conversations|stories|rules)\s*:\s*\n/m;
const PROSE = ["md", "markdown", "mdx"];
const is = (ending: string, ...endings: string[]) => endings.includes(ending);

/** What a text looks like goes before what its name says, where that cannot be mistaken. */
const FORMATS: readonly TextFormat[] = [
  { is: (_, ending) => is(ending, "json", "jsonl", "ndjson"), read: readJson },
  { is: (text, ending) => /^\s*[[{]/.test(text) && !is(ending, "yaml", "yml", "csv", ...PROSE), read: readJson },
  {
    is: (text, ending) => PAGE.test(text) || is(ending, "html", "htm"),
    read(text, { file, collect }) {
      readHtml(text, collect, file);
      return "HTML";
    },
  },
  {
    is: (text, ending) => isRasaMarkdown(text) && !is(ending, "yaml", "yml"),
    read(text, into) {
      readRasaMarkdown(text, into);
      return "Rasa Markdown";
    },
  },
  { is: (text, ending) => is(ending, "yaml", "yml") || YAML_KEY.test(text.slice(0, 2000)), read: readYaml },
  {
    is: (text, ending) => is(ending, "csv", "tsv", "tab", "xls") || (!is(ending, ...PROSE) && looksLikeTable(text)),
    read: readRows,
  },
  {
    is: (text, ending) => is(ending, "txt", "", ...PROSE) || /^#{1,3} \S/m.test(text),
    read(text, { file, collect }) {
      readMarkdown(text, collect, { file });
      return "Markdown";
    },
  },
];

/** Reads text in whatever format it is in, and answers which. Throws `Unreadable`. */
export function readText(text: string, into: Into): string {
  const ending = /\.(\w+)$/.exec(into.file)?.[1]?.toLowerCase() ?? "";
  const format = FORMATS.find((known) => known.is(text, ending));
  if (!format) throw new Unreadable("unknownFormat");
  return format.read(text, into);
}

function readRows(text: string, { file, collect }: Into): string {
  const { rows, broken } = readDelimited(text);
  if (broken !== undefined) collect.problem({ code: "brokenTable", file, line: broken });
  readTable(rows, collect, file);
  return "CSV";
}

function looksLikeTable(text: string): boolean {
  const [header = ""] = text.slice(0, 5000).trimStart().split("\n");
  const names = header.split(/[,\t;|]/).map((name) => name.replace(/["']/g, ""));
  return names.length > 1 && (/^sep=/i.test(header) || columnsOf(names).length > 1);
}
