/** A heading and what stands below it. */
export interface Section {
  heading: string;
  level: number;
  line: number;
  body: string;
}

const UNDERLINE = /^ {0,3}(?:=+|-{3,})\s*$/;

/** The headings of a Markdown text and what stands below each, and what stands above all. What is in a block of code is no heading. */
export function sectionsOf(text: string, offset: number): { top: string; sections: Section[] } {
  const lines = text.split("\n");
  const code = codeIn(lines);
  const headings = lines.flatMap((line, place) => {
    const heading = code[place] ? undefined : headingOf(line, lines[place + 1] ?? "");
    return heading ? [{ ...heading, place }] : [];
  });
  const between = (from: number, to: number | undefined) => lines.slice(from, to).join("\n").trim();
  const sections = headings.map(({ words, level, place, underlined }, at) => ({
    heading: words,
    level,
    line: place + 1 + offset,
    body: between(place + (underlined ? 2 : 1), headings[at + 1]?.place),
  }));
  return { top: between(0, headings[0]?.place), sections };
}

/** Which lines are in a block of code. */
function codeIn(lines: readonly string[]): boolean[] {
  let fence = "";
  return lines.map((line) => {
    const [, mark = ""] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    const inside = fence !== "";
    if (mark && (!inside || mark.startsWith(fence))) fence = inside ? "" : mark;
    return inside || mark !== "";
  });
}

function headingOf(line: string, next: string): { words: string; level: number; underlined: boolean } | undefined {
  const [, hashes, words] = /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/.exec(line) ?? [];
  if (hashes && words) return { words: bare(words), level: hashes.length, underlined: false };
  const text = line.trim() !== "" && !/^\s*(?:[-*+>|]|\d+[.)]\s)/.test(line);
  if (!text || !UNDERLINE.test(next)) return undefined;
  return { words: bare(line), level: next.trim().startsWith("=") ? 1 : 2, underlined: true };
}

/** A heading without links and emphasis. */
const bare = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, "")
    .replace(/\s*\{#[^}]*\}$/, "")
    .trim();
