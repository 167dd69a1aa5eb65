import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "rollup";

const SOURCE = "packages/console/src";
const OTHERS = ["packages/client/src", "packages/protocol/src"];

/** What elements get as `class`: a text, or an expression with texts in it. */
const GIVEN = /\bclass=(?:"[^"]*"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})/g;
const TEXTS = /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
/** A name, or a value within a template. */
const NAMES = /\$\{[^}]*\}|[a-z][\w-]*/gi;
const CLASSES = /\.([a-z][\w-]*)/gi;

/** What the tests of the built console look for. */
const LOOKED_FOR =
  "shell stage actions bubble composer row open group details thread delivery toast dot on tile door handover waited as-table conversation-head row-preview row-time";

/** Gives the classes of the style sheets names of a letter or two, where these words stand in no text that is not a class. */
export function shortClasses() {
  const short = new Map(ours().map((name, index) => [name, `_${index.toString(36)}`]));
  const inTexts = (code: string): string =>
    code.replace(TEXTS, (text) =>
      text.replace(NAMES, (name) => (name.startsWith("$") ? inTexts(name) : (short.get(name) ?? name))),
    );
  const inElements: Plugin = {
    name: "short-classes",
    transform: (code, id) =>
      id.endsWith(".tsx") && id.includes(SOURCE) ? { code: code.replace(GIVEN, inTexts), map: null } : null,
  };
  return {
    inElements,
    inStyles: (css: string) =>
      css.replace(CLASSES, (all, name: string) => (short.has(name) ? `.${short.get(name)}` : all)),
  };
}

function ours(): string[] {
  const sources = read(SOURCE, /(?<!words)\.tsx?$/);
  const given = namesIn(sources.flatMap((code) => code.match(GIVEN) ?? []));
  const elsewhere = namesIn([
    ...sources.map((code) => code.replace(GIVEN, "")),
    ...OTHERS.flatMap((folder) => read(folder, /\.tsx?$/)),
    `"${LOOKED_FOR}"`,
  ]);
  const styled = new Set(
    read(SOURCE, /\.css$/).flatMap((css) => [...css.matchAll(CLASSES)].map(([, name = ""]) => name)),
  );
  return [...styled].filter((name) => given.has(name) && !elsewhere.has(name));
}

/** Each word of their texts. */
const namesIn = (codes: readonly string[]) =>
  new Set(codes.flatMap((code) => code.match(TEXTS) ?? []).flatMap((text) => text.match(/[a-z][\w-]*/gi) ?? []));

const read = (folder: string, files: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => files.test(file) && !/\.(?:test|fixture)\./.test(file))
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"));
