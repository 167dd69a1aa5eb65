import { CsvError, parse } from "csv-parse/sync";
import { LIMITS } from "../limits.ts";
import { Unreadable } from "../problem.ts";
import type { Row } from "./rows.ts";

const SEPARATORS = [",", "\t", ";", "|", "，", "；"] as const;
/** Characters at the beginning that tell what separates. */
const SAMPLE = 20_000;

/** The rows of text whose cells commas, tabs, semicolons or bars separate; whichever fits best. Blank lines are no rows. Throws `Unreadable`. */
export function readDelimited(text: string): { rows: Row[]; broken: number | undefined } {
  // Excel names the separator in the first line, for itself.
  const [, named] = /^sep=(.)\n/i.exec(text) ?? [];
  const body = named ? `\n${text.slice(6)}` : text;
  const quote = /^\s*'[^'\n]*'\s*[,;\t|]\s*'/.test(body) ? "'" : '"';
  const separator = named ?? bestSeparator(body, quote);
  try {
    return { rows: rowsOf(body, separator, quote), broken: undefined };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that never ends would take all rows after it: then quotes are letters like any other.
    const line = Number((error as { lines?: number }).lines) || undefined;
    return { rows: rowsOf(body, separator, false), broken: openingLine(body, quote) ?? line ?? 1 };
  }
}

function rowsOf(text: string, delimiter: string, quote: string | false): Row[] {
  const records = parse(text, {
    delimiter,
    quote,
    ...(quote && { escape: quote }),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    to: LIMITS.rows + 1,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  if (records.length > LIMITS.rows) throw new Unreadable("tooManyEntries", { detail: String(LIMITS.rows) });
  return records
    .map(({ record, info }) => ({ cells: record, line: info.lines }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
}

/** The separator that most rows have, and that gives them the same number of cells. */
function bestSeparator(text: string, quote: string): string {
  const sample = text.slice(0, SAMPLE);
  const start = sample.length < text.length ? sample.slice(0, sample.lastIndexOf("\n") + 1) || sample : sample;
  const [best] = SEPARATORS.map((separator) => {
    const counts = countsOf(start, separator, quote);
    const header = counts[0] ?? 1;
    const like = counts.filter((count) => count === header).length;
    return { separator, score: header > 1 ? like / Math.max(1, counts.length) + Math.min(header, 20) / 1000 : 0 };
  }).sort((one, other) => other.score - one.score);
  return best && best.score > 0 ? best.separator : ",";
}

function countsOf(text: string, separator: string, quote: string): number[] {
  try {
    return rowsOf(text, separator, quote).map(({ cells }) => cells.length);
  } catch {
    return text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => line.split(separator).length);
  }
}

/** The last line on which a cell begins with a quote and does not end with one. */
function openingLine(text: string, quote: string): number | undefined {
  const lines = text.split("\n");
  const odd = lines.findLastIndex((line) => line.split(quote).length % 2 === 0);
  return odd < 0 ? undefined : odd + 1;
}
