import { readdirSync, readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import type { Plugin } from "rollup";
import { parseAst } from "rollup/parseAst";

/** A node of a tree as far as it is looked at here. */
interface Node {
  type: string;
  start: number;
  end: number;
  name?: string;
  body?: Node | Node[];
  declaration?: Node;
  declarations?: Node[];
  value?: Node;
  id?: Node;
  init?: Node;
  key?: Node;
  callee?: Node;
  object?: Node;
  property?: Node;
  computed?: boolean;
  shorthand?: boolean;
  properties?: Node[];
  arguments?: Node[];
}

/** The names of each table of words, in their order. */
type Tables = ReadonlyMap<string, readonly string[]>;

/**
 * Makes a table of words a list, and `words.name` a place in it: the names, of which there are hundreds, travel in no file. Whoever asks for words
 * by what a value is called has them in a table within the table. To be used after `wordsByLanguage`.
 */
export function wordsByPlace(source: string): Plugin {
  const tables = readTables(source);
  return {
    name: "words-by-place",
    transform(code, id) {
      if (!id.includes(source)) return null;
      const asked = put(code, places(this.parse(code) as unknown as Node, tables));
      if (!id.startsWith("words:")) return { code: asked, map: null };
      return { code: put(asked, lists(this.parse(asked) as unknown as Node, asked, tables)), map: null };
    },
  };
}

function readTables(source: string): Tables {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("words.ts"));
  return new Map(
    files.flatMap((file) => {
      const { code } = transformSync(readFileSync(`${source}/${file}`, "utf8"), { loader: "ts" });
      const all = declaredIn(parseAst(code) as unknown as Node);
      return all
        .filter(({ init }) => init?.callee?.name === "bilingual")
        .map(({ id, init }): [string, string[]] => [
          id?.name ?? "",
          namesOf(init?.arguments?.[0]?.properties?.[0]?.value),
        ]);
    }),
  );
}

const namesOf = (table: Node | undefined) => (table?.properties ?? []).map(({ key }) => key?.name ?? "");

interface Change {
  start: number;
  end: number;
  text: string;
}

/** The tables of a file of words as lists, in the order of the first language. */
function lists(program: Node, code: string, tables: Tables): Change[] {
  return declaredIn(program).flatMap(({ id, init }) => {
    const names = tables.get(id?.name ?? "");
    if (!names || init?.type !== "ObjectExpression") return [];
    const byName = new Map(init.properties?.map(({ key, value }) => [key?.name, value]));
    const values = names.map((name) => {
      const { start = 0, end = 0 } = byName.get(name) ?? {};
      return code.slice(start, end);
    });
    return [{ start: init.start, end: init.end, text: `[${values.join()}]` }];
  });
}

/** Variables that hold a table, with its name. */
type Held = ReadonlyMap<string, string>;

/** What is asked of tables, by its place. Throws where a table is not asked by a name that stands there. */
function places(program: Node, tables: Tables): Change[] {
  const placeOf = (table: string, { name = "" }: Node) => {
    const place = tables.get(table)?.indexOf(name) ?? -1;
    if (place >= 0) return place;
    throw new Error(`${table} has no "${name}": what a value chooses stands in a table within the table`);
  };
  const tableOf = ({ type, name = "", callee }: Node, held: Held): string | undefined =>
    type === "CallExpression" && tables.has(callee?.name ?? "") ? callee?.name : held.get(name);
  /** `words.name` becomes `words[0]`. */
  const member = ({ type, object, property, computed }: Node, held: Held): Change[] | undefined => {
    const table = type === "MemberExpression" && object && tableOf(object, held);
    if (!table || !property || computed) return undefined;
    return [{ start: object.end, end: property.end, text: `[${placeOf(table, property)}]` }];
  };
  /** `const { name } = words()` becomes `const { 0: name } = words()`. */
  const declared = ({ type, id, init }: Node, held: Held): Change[] | undefined => {
    const table = type === "VariableDeclarator" && init && tableOf(init, held);
    if (!table) return undefined;
    return (id?.properties ?? []).flatMap(({ key, shorthand }) => {
      if (!key) return [];
      const place = placeOf(table, key);
      return shorthand ? { start: key.start, end: key.start, text: `${place}:` } : { ...key, text: `${place}` };
    });
  };
  const look = (node: Node, held: Held): Change[] => {
    const found = member(node, held) ?? declared(node, held);
    if (found) return found;
    const table = tableOf(node, held) ?? (tables.has(node.name ?? "") ? node.name : undefined);
    if (table) throw new Error(`${table} is not asked for a name`);
    const inside = node.type === "BlockStatement" ? new Map([...held, ...heldIn(node, tables)]) : held;
    return saidIn(node).flatMap((child) => look(child, inside));
  };
  return look(program, new Map());
}

/** The variables of a block that hold a table. */
function heldIn({ body }: Node, tables: Tables): [string, string][] {
  return (body as Node[])
    .flatMap(({ declarations = [] }) => declarations)
    .flatMap(({ id, init }) => {
      const table = init?.callee?.name ?? "";
      return id?.name && tables.has(table) ? [[id.name, table] as [string, string]] : [];
    });
}

/** All that a file of words declares. */
const declaredIn = ({ body }: Node): Node[] =>
  (body as Node[]).flatMap(({ declaration, declarations = [] }) => declaration?.declarations ?? declarations);

/** What stands within a node, but for mere names. */
function saidIn(node: Node): Node[] {
  const { type, id, key, value, property, computed } = node;
  if (/^Import|^ExportSpec/.test(type)) return [];
  const names = computed ? [] : [key, property];
  if (id?.type === "Identifier") names.push(id);
  return Object.values(node)
    .flat()
    .filter((one): one is Node => typeof one === "object" && one !== null && "type" in one)
    .filter((child) => child === value || !names.includes(child));
}

const put = (code: string, changes: readonly Change[]): string =>
  changes
    .toSorted((one, other) => other.start - one.start)
    .reduce((before, { start, end, text }) => before.slice(0, start) + text + before.slice(end), code);
