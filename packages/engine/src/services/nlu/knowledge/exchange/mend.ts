import type { Document } from "yaml";

/** How often lines are mended and everything is read again. */
const TIMES = 8;
/** A line of a list or a map: what stands before its value, and the value. */
const LINE = /^(\s*(?:-\s+(?:[\w-]+:\s+)?|[\w-]+:\s+))(\S.*?)\s*$/;
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$/;

interface Parsed {
  document: Pick<Document.Parsed, "errors" | "contents"> & Document.Parsed;
  text: string;
}

/**
 * Reads YAML that people wrote as if it were plain text: lines whose words are signs for YAML (`'tis so`, `@name`, `[x](y) z`,
 * `Within 5 days: promised`) are put in quotes. Only where YAML itself cannot be read, and only the lines at fault.
 */
export function mend(source: string, parse: (text: string) => Document.Parsed): Parsed {
  let text = source;
  let document = parse(text);
  for (let time = 0; time < TIMES && document.errors.length > 0; time++) {
    const lines = text.split("\n");
    const faulty = new Set(document.errors.map(({ linePos }) => (linePos?.[0].line ?? 1) - 1));
    const open = document.errors.some(({ code }) => code === "MISSING_CHAR");
    const next = lines
      .map((line, place) => (faulty.has(place) || (open && opensQuote(line)) ? asWords(line) : line))
      .join("\n");
    if (next === text) break;
    const again = parse(next);
    if (again.errors.length > document.errors.length && !open) break;
    [text, document] = [next, again];
  }
  return { text, document };
}

/** Whether a value begins with a quote that does not end on its line. */
function opensQuote(line: string): boolean {
  const [, , value = ""] = LINE.exec(line) ?? [];
  return /^["']/.test(value) && !QUOTED.test(value);
}

function asWords(line: string): string {
  const [, before, value = ""] = LINE.exec(line) ?? [];
  return before === undefined || QUOTED.test(value) ? line : `${before}${JSON.stringify(value)}`;
}
