import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "rollup";

/** What is read beside the console's own sources: the types by which words may be chosen are written there. */
const SOURCES = ["packages/console/src", "packages/client/src", "packages/protocol/src"];

/** A name as it is asked for by name: `words.name`, `contactWords().name`. */
const ASKED = /(\b\w*[wW]ords(?:\(\))?\.)(\w+)\b/g;
/** A name of a table of words, as it stands in the sources; what lies deeper is indented further. */
const GIVEN = /^ {4}(\w+)(?=[:(])/gm;
const TEXTS = /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/**
 * Gives words short names where they are only ever asked for by name, so that no name of theirs could be the value of
 * anything: it stands nowhere else, in types neither. To be used after `wordsByLanguage`.
 */
export function shortWords(): Plugin {
  const short = new Map(onlyAskedFor().map((name, index) => [name, `$${index.toString(36)}`]));
  return {
    name: "short-words",
    transform(code, id) {
      if (!/packages\/console\/src/.test(id)) return null;
      const asked = code.replace(ASKED, (all, before: string, name: string) =>
        short.has(name) ? `${before}${short.get(name)}` : all,
      );
      return { code: id.startsWith("words:") ? rename(asked, this.parse(asked), short) : asked, map: null };
    },
  };
}

function onlyAskedFor(): string[] {
  const given = new Set<string>();
  const elsewhere = new Set<string>();
  for (const { file, text } of SOURCES.flatMap(read)) {
    const words = file.endsWith("words.ts");
    if (words) for (const [, name = ""] of text.matchAll(GIVEN)) given.add(name);
    const rest = (words ? text.replace(TEXTS, "").replace(GIVEN, "") : text).replace(COMMENTS, "").replace(ASKED, "");
    for (const [name] of rest.matchAll(/\w+/g)) elsewhere.add(name);
  }
  return [...given].filter((name) => !elsewhere.has(name)).toSorted();
}

const read = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.(?:test|fixture))\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, "utf8") }));

/** A node of a tree as far as it is looked at here. */
interface Node {
  type: string;
  start: number;
  end: number;
  name?: string;
  key?: Node;
  properties?: Node[];
  declaration?: { declarations?: { init: Node }[] };
}

/** The tables of a file of words with short names. */
function rename(code: string, program: object, short: ReadonlyMap<string, string>): string {
  const { body } = program as { body: Node[] };
  const tables = body.flatMap(({ declaration }) => declaration?.declarations ?? []).map(({ init }) => init);
  const keys = tables.flatMap(({ properties = [] }) => properties.flatMap(({ key }) => key ?? []));
  return keys
    .filter(({ type, name = "" }) => type === "Identifier" && short.has(name))
    .toReversed()
    .reduce(
      (before, { start, end, name = "" }) => `${before.slice(0, start)}${short.get(name)}${before.slice(end)}`,
      code,
    );
}
