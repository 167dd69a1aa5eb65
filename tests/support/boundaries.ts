import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Who may import what: by row, the names of files and folders, of our packages, and of libraries that not everybody may use. */
export type Table = ReadonlyMap<string, readonly string[]>;

/** The table *from → may import* of ARCHITECTURE.md. A row whose first cell has several names is one for each of them. */
export function readTable(markdown: string): Table {
  const [, after = ""] = markdown.split("| from | may import |\n");
  const [rows = ""] = after.split("\n\n");
  const named = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  return new Map(
    rows.split("\n").flatMap((row) => {
      const [, from, to] = row.split("|");
      return named(from).map((name): [string, string[]] => [name, named(to)]);
    }),
  );
}

/** What a source imports, in whatever way: as a value or a type, passed on, later (`import()`), as a type in its place, as a thread. */
export function importsIn(source: string): string[] {
  const quoted = /["'`]([^"'`\n]+)["'`]/.source;
  // Of what a URL may name only a source is an import.
  const thread = /new URL\(\s*["'`]([^"'`\n]+\.ts)["'`]/.source;
  const ways = [`\\bfrom\\s*${quoted}`, `\\b(?:import|require)\\s*\\(?\\s*${quoted}`, thread];
  const found = ways.flatMap((way) => [...source.matchAll(new RegExp(way, "g"))].map(([, name = ""]) => name));
  return [...new Set(found)].filter((name) => !name.startsWith(".") || /\.(ts|tsx|js|mjs)$/.test(name));
}

const isTest = (file: string) =>
  /(^|[./-])(test|fixture|kit|contract)\.tsx?$/.test(file) && !file.endsWith("/contract.ts");

/** Whether a path, or the folder of it, is what a row's name says; `*` stands for one folder or file. */
function isIn(path: string, name: string): boolean {
  const [parts, wanted] = [path.split("/"), name.split("/")];
  return wanted.every((part, at) => (part === "*" ? parts[at] !== undefined : part === parts[at]));
}

/** The row of a file: the one that says most about it. */
function rowOf(file: string, table: Table): string | undefined {
  const length = (name: string) => name.split("/").length + (name.includes("*") ? 0 : 0.5);
  return [...table.keys()].filter((name) => isIn(file, name)).toSorted((one, other) => length(other) - length(one))[0];
}

/** The folder, or the file, that a row means where it holds a file: `engine/services/users` for `engine/services/*`. */
const partOf = (file: string, row: string) => file.split("/").slice(0, row.split("/").length).join("/");

/**
 * Why a file may not import something; nothing if it may. Files are named by their package and the place in its `src`:
 * `engine/spine/receive.ts`. Tests may import what they try.
 */
export function whyNot(file: string, imported: string, table: Table): string | undefined {
  if (isTest(file)) return undefined;
  const row = rowOf(file, table);
  if (row === undefined || (row === packageOf(file) && hasParts(row, table)))
    return `${file} is in no row of the table`;
  const reason = imported.startsWith(".")
    ? whyNotFile(file, posix.join(posix.dirname(file), imported), { row, table })
    : whyNotLibrary(imported, { row, table });
  return reason && `${file} imports ${imported}, ${reason}`;
}

interface Standing {
  row: string;
  table: Table;
}

function whyNotFile(file: string, target: string, { row, table }: Standing): string | undefined {
  if (isTest(target)) return "which is for tests";
  if (packageOf(target) !== packageOf(file)) return "but packages know each other by their names only";
  if (rowOf(target, table) === row && partOf(target, row) === partOf(file, row)) return undefined;
  const mayHave = named(row, table).some((name) => isIn(target, `${packageOf(row)}/${name}`));
  return mayHave ? undefined : `which its row (${row}) does not name`;
}

function whyNotLibrary(imported: string, { row, table }: Standing): string | undefined {
  const parts = imported.split("/");
  const library = parts.slice(0, imported.startsWith("@") ? 2 : 1).join("/");
  const mayHave = [...named(row, table), ...named(packageOf(row), table)].includes(library);
  return mayHave || !isGuarded(library, table) ? undefined : `which its row (${row}) does not name`;
}

const packageOf = (file: string) => file.split("/")[0] ?? "";
const named = (row: string, table: Table) => table.get(row) ?? [];
const hasParts = (name: string, table: Table) => [...table.keys()].some((row) => row.startsWith(`${name}/`));

/** Our own packages, and every library that some row names: others may not have them. */
const isGuarded = (name: string, table: Table) =>
  name.startsWith("@parley/") || [...table.values()].some((names) => names.includes(name));

/** Files that import each other in a circle, each circle once. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const state = new Map<string, "open" | "done">();
  const found: string[][] = [];
  function visit(file: string, path: readonly string[]): void {
    if (state.get(file) === "open") found.push([...path.slice(path.indexOf(file)), file]);
    if (state.has(file)) return;
    state.set(file, "open");
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, "done");
  }
  for (const file of graph.keys()) visit(file, []);
  return found;
}

/** Which files import which, of those that there are. */
export function graphOf(sources: ReadonlyMap<string, string>): Map<string, string[]> {
  return new Map(
    [...sources].map(([file, source]) => {
      const near = importsIn(source).filter((name) => name.startsWith("."));
      return [file, near.map((name) => posix.join(posix.dirname(file), name)).filter((name) => sources.has(name))];
    }),
  );
}

/** The rows as a graph, so that circles among them are found too. What is part of a row, or holds one, is that row. */
export function graphOfRows(table: Table): Map<string, string[]> {
  const rows = [...table.keys()];
  const touches = (name: string, row: string) => isIn(row, name) || isIn(name, row);
  const rowsOf = (name: string) => (table.has(name) ? [name] : rows.filter((row) => touches(name, row)));
  return new Map(
    [...table].map(([row, names]) => {
      const others = names.flatMap((name) => rowsOf(`${packageOf(row)}/${name}`));
      return [row, others.filter((other) => other !== row)];
    }),
  );
}

/** The sources of all packages and examples, by the names that the table uses. */
export async function readSources(): Promise<Map<string, string>> {
  const listed = await Promise.all(
    ["packages", "examples"].map((folder) =>
      readdir(`${ROOT}${folder}`, { recursive: true }).then((names) => names.map((name) => `${folder}/${name}`)),
    ),
  );
  const files = listed
    .flat()
    .filter(
      (file) =>
        /^(packages\/[^/]+\/src|examples)\/.*\.(ts|tsx|js|mjs)$/.test(file) &&
        !/node_modules|\/(dist|public)\//.test(file),
    );
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, string]> => [
        file.replace(/^packages\/([^/]+)\/src\//, "$1/"),
        await readFile(`${ROOT}${file}`, "utf8"),
      ]),
    ),
  );
}
