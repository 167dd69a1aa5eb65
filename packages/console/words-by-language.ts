import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin, ProgramNode } from "rollup";

const LANGUAGES = ["en", "zh-CN"];

/** Words in all languages, as an export: where they stand in a file, and the source of each language's. */
interface Words {
  name: string;
  start: number;
  end: number;
  by: Map<string, string>;
}

/**
 * Puts the words of each language into a file of its own, so that nobody loads those of another one. In the sources they stand
 * side by side in files whose names end with `words.ts`, as `export const name = bilingual({ en, "zh-CN" })`; `language/fetch-words.ts` fetches them.
 */
export function wordsByLanguage(source: string): Plugin {
  const home = resolve(source, "language/fetch-words.ts");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((file) => resolve(source, file))
    .filter((file) => file.endsWith("words.ts") && file !== home);
  /** All tables, in the order in which a language's file lists them. */
  const names = files.flatMap(namesIn);
  return {
    name: "words-by-language",
    async resolveId(id, importer) {
      if (id.startsWith("words:")) return id;
      const file = importer?.startsWith("words:") ? importer.split(":")[2] : undefined;
      return file ? await this.resolve(id, file, { skipSelf: true }) : null;
    },
    load(id) {
      if (id === home) return FETCH;
      const [scheme, language = "", file] = id.split(":");
      if (scheme !== "words") return null;
      if (file) return readFileSync(file, "utf8");
      const from = files.map((one) => `import { ${namesIn(one).join()} } from "words:${language}:${one}";`);
      return `${from.join("\n")}\nexport const all = [${names.join()}];`;
    },
    // After TypeScript has become JavaScript.
    transform(code, id) {
      const [scheme, language = "", file] = id.split(":");
      if (scheme === "words" && file)
        return put(code, wordsIn(this.parse(code), code), ({ by }) => by.get(language) ?? "");
      if (!files.includes(id)) return null;
      const late = put(code, wordsIn(this.parse(code), code), ({ name }) => `bilingual(late(${names.indexOf(name)}))`);
      return { code: `import { late } from ${JSON.stringify(home)};\n${late}`, map: null };
    },
  };
}

const FETCH = `
const tables = {};
const fetching = { ${LANGUAGES.map((one) => `"${one}": () => import("words:${one}")`).join(", ")} };
export const fetchWords = async (language) => { tables[language] ??= (await fetching[language]()).all; };
export const late = (place) => ({ ${LANGUAGES.map((one) => `get "${one}"() { return tables["${one}"][place]; }`).join(", ")} });
`;

const namesIn = (file: string) =>
  [...readFileSync(file, "utf8").matchAll(/^export const (\w+) = bilingual\(/gm)].map(([, name = ""]) => name);

function wordsIn(program: ProgramNode, code: string): Words[] {
  return program.body.flatMap((statement) => {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : undefined;
    if (declared?.type !== "VariableDeclaration") return [];
    return declared.declarations.flatMap(({ id, init }) => {
      if (id.type !== "Identifier" || init?.type !== "CallExpression") return [];
      const { callee, arguments: given } = init;
      if (callee.type !== "Identifier" || callee.name !== "bilingual") return [];
      return [{ name: id.name, ...placeOf(init), by: byLanguage(given[0] as Table, code) }];
    });
  });
}

/** The part of a tree that words are written as: `{ en: ..., "zh-CN": ... }`. */
interface Table {
  properties?: readonly { key: { name?: string; value?: string }; value: object }[];
}

function byLanguage(table: Table | undefined, code: string): Map<string, string> {
  const properties = table?.properties ?? [];
  return new Map(properties.map(({ key, value }) => [key.name ?? key.value ?? "", textOf(value, code)]));
}

/** Rollup's trees know where everything stands; their types do not say so for what lies deeper. */
const placeOf = (node: object) => node as { start: number; end: number };

function textOf(node: object, code: string): string {
  const { start, end } = placeOf(node);
  return code.slice(start, end);
}

function put(code: string, all: readonly Words[], text: (words: Words) => string): string {
  return all
    .toReversed()
    .reduce((before, words) => before.slice(0, words.start) + text(words) + before.slice(words.end), code);
}
