import { isCollection, isMap, isScalar, isSeq, Lexer, type Node, parseDocument, visit } from "yaml";
import { LIMITS } from "./limits.ts";
import { mend } from "./mend.ts";
import { type Problem, Unreadable } from "./problem.ts";

/** A YAML file whose values are words, as they are written: `true`, `1.50` and `2026-11-29` are no truth value, number or date here. */
export interface YamlFile {
  contents: unknown;
  /** The line that a node begins on. */
  line(node: unknown): number | undefined;
  /** The words of a node, as they stand in the file; nothing for a list. */
  words(node: unknown): string | undefined;
  /** The entries of a map. */
  entries(node: unknown): { key: string; value: unknown }[];
  items(node: unknown): unknown[];
  /** What stands under a name in a map. */
  get(node: unknown, key: string): unknown;
}

/** Reads YAML, in linear time. Lines that are no YAML but plain words are read as such. Throws `Unreadable`. */
export function readYamlFile(source: string): { file: YamlFile; problems: Omit<Problem, "file">[] } {
  if (Buffer.byteLength(source) > LIMITS.yaml) throw new Unreadable("tooLarge", { detail: "4" });
  checkDepth(source);
  const { text, document } = mend(source, parse);
  const [broken] = document.errors;
  const problems: Omit<Problem, "file">[] = [];
  if (broken) {
    const line = broken.linePos?.[0].line;
    problems.push({ code: "brokenYaml", ...(line && { line }), detail: broken.code });
  }
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  visit(document, {
    Alias(_key, node) {
      problems.push({ code: "alias", ...(node.range && { line: lineAt(node.range[0]) }) });
      return visit.REMOVE;
    },
  });

  function lineAt(place: number): number {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  const pairs = (node: unknown) => (isMap(node) ? node.items : []);
  const keyOf = (key: unknown): string => (isScalar(key) ? (key.source ?? valueOf(key.value)) : String(key));

  /** "! now" and "&co" are words to who wrote them; to YAML they are a mark of what follows. */
  function marksBefore(node: Node): string {
    const start = node.range?.[0] ?? 0;
    const line = text.slice(starts[lineAt(start) - 1], start);
    return /(?:^|\s)((?:[!&]\S*\s+)+)$/.exec(line)?.[1] ?? "";
  }

  const file: YamlFile = {
    contents: document.contents,
    line: (node) => {
      const start = (node as Node | null)?.range?.[0];
      return start === undefined ? undefined : lineAt(start);
    },
    words(node) {
      if (isScalar(node)) return marksBefore(node) + withHash(valueOf(node.value), node.comment, node.type);
      // "- my error: it does not work" is a map for YAML, and a sentence for who wrote it.
      if (isCollection(node) && node.range && (isMap(node) || node.flow))
        return text
          .slice(node.range[0], node.range[1])
          .trim()
          .replace(/\s*\n\s*/g, " ");
      return undefined;
    },
    entries: (node) => pairs(node).map(({ key, value }) => ({ key: keyOf(key), value })),
    items: (node) => (isSeq(node) ? node.items : []),
    get: (node, key) => pairs(node).find((pair) => keyOf(pair.key) === key)?.value ?? undefined,
  };
  return { file, problems };
}

const valueOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** "order #12" is words; "order # a remark" is not. */
function withHash(words: string, comment: string | null | undefined, type: string | null | undefined): string {
  if (!comment || type !== "PLAIN" || !/^\S/.test(comment) || comment.includes("\n")) return words;
  return `${words} #${comment}`.trim();
}

function parse(text: string) {
  return parseDocument(text, { schema: "failsafe", uniqueKeys: false, strict: true });
}

/** Lists within lists make the reader call itself: counted before it does. */
function checkDepth(text: string): void {
  let depth = 0;
  let inRow = 0;
  for (const token of new Lexer().lex(text)) {
    depth += DEEPER[token] ?? 0;
    // Dashes in a row are lists within lists too.
    inRow = token.startsWith("\n") ? 0 : inRow + (INDICATORS.has(token) ? 1 : 0);
    if (Math.max(depth, inRow) > LIMITS.depth) throw new Unreadable("tooDeep", { detail: String(LIMITS.depth) });
  }
}

const DEEPER: Readonly<Partial<Record<string, number>>> = { "[": 1, "{": 1, "]": -1, "}": -1 };
const INDICATORS = new Set(["-", "?", ":"]);
