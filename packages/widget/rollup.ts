import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { transformSync } from "esbuild";
import type { OutputBundle, Plugin, RollupOptions } from "rollup";
import esbuild from "rollup-plugin-esbuild";

/** What the README promises; `scripts/check-browsers.mjs` looks at what comes out. */
const BROWSERS = ["chrome87", "firefox78", "safari14"];
const source = "packages/widget/src";
const output = "packages/widget/dist/browser";

/** Changes when any part may have changed. */
const version = fingerprint();

const common = [
  ownSignals(),
  plainJsx(),
  nodeResolve({ browser: true, exportConditions: ["@parley/source"], extensions: [".ts", ".tsx", ".js", ".mjs"] }),
  esbuild({
    target: BROWSERS,
    // All three have both; what they get wrong (a spread after `?.`, a destructured getter) is not written here.
    supported: { "optional-chain": true, destructuring: true },
    jsx: "transform",
    jsxFactory: "h",
    jsxFragment: "Fragment",
    tsconfig: false,
  }),
  smallStyles(),
  shortNames(),
];
const name = `widget-[name]-${version}.js`;
const treeshake = { propertyReadSideEffects: false } as const;
const compress = { passes: 4, unsafe_arrows: true, unsafe: true, keep_fargs: false } as const;
/** What is repeated costs little where there is much of it. */
const large = { reduce_funcs: false, hoist_vars: true, unsafe: true } as const;

/**
 * What npm has: modules, and the same for who still has `require`. What they need of the protocol is in them, so that its schemas,
 * which the widget never looks at, are in nobody's bundle. What is required has all else in it as well: Jest takes what packages
 * have for browsers, which is modules again.
 */
const forNpm = (format: "esm" | "cjs"): RollupOptions[] => {
  const usual = {
    // None of ours does anything when it is only loaded.
    treeshake: { ...treeshake, moduleSideEffects: "no-external" as const },
    plugins: [
      ...(format === "cjs" ? [commonJsTypes()] : []),
      nodeResolve({ exportConditions: ["@parley/source"], extensions: [".ts", ".tsx", ".js", ".mjs"] }),
      esbuild({ target: "es2020", jsx: "automatic", jsxImportSource: "preact", tsconfig: false }),
      smallStyles(),
    ],
  };
  const external = format === "esm" ? [/^preact/, "@preact/signals-core"] : [];
  const put = { dir: `packages/widget/dist/${format}`, format, hoistTransitiveImports: false };
  return [
    {
      ...usual,
      input: { index: `${source}/index.ts` },
      // By itself: bundlers load a file at once that is named at first and shared with what comes late.
      external: [...external, /\/headless\.ts$/],
      output: { ...put, chunkFileNames: "[name].js", paths: (id) => (id.endsWith("/headless.ts") ? "./chat.js" : id) },
    },
    {
      ...usual,
      input: { chat: `${source}/headless.ts` },
      external,
      output: {
        ...put,
        chunkFileNames: "chat-[name].js",
        // What late parts share with it as well, for the same reason.
        manualChunks: (id) => (/client\/src\/(?:back-off|storage)|protocol\/src/.test(id) ? "shared" : undefined),
      },
    },
  ];
};

/** A script beside the widget. `name`: of what it puts on the page. */
const alone = (file: string, name?: string): RollupOptions => ({
  treeshake,
  input: `${source}/${file}.ts`,
  output: { file: `${output}/${file}.js`, format: "iife", ...(name && { name }) },
  plugins: [...common, terser({ ecma: 2020, compress })],
});

/** What browsers load: `widget.js` for script tags, and the parts it loads late, with a version in their names. */
export const widgetBundles: RollupOptions[] = [
  ...forNpm("esm"),
  ...forNpm("cjs"),
  {
    treeshake,
    // What the lazy parts share with the core is in the core.
    preserveEntrySignatures: "allow-extension",
    input: { core: `${source}/core.tsx`, ...languages() },
    output: { dir: output, format: "es", entryFileNames: name, chunkFileNames: name },
    plugins: [
      ...common,
      terser({ module: true, ecma: 2020, compress: { ...compress, ...large } }),
      shortBindings(),
      plainNames(),
    ],
  },
  // What the engine puts in front of the loader of an inbox with a logo or a launcher of its own, and has one fetch that shows who is there.
  alone("dress", "parleyDress"),
  alone("live"),
  // What the page has besides in which the console shows an inbox's widget, and the page that is nothing but the chat.
  ...["preview", "hosted"].map((file) => alone(file)),
  // Shows what is told while no page is open.
  alone("push-worker"),
  {
    treeshake,
    input: `${source}/loader.ts`,
    output: { file: `${output}/widget.js`, format: "iife", strict: false },
    plugins: [
      ...common,
      { name: "version", renderChunk: (code) => code.replace("VERSION", JSON.stringify(version)) },
      terser({ ecma: 2020, compress }),
    ],
  },
];

/** The languages of the panel: each file of words. */
function languages(): Record<string, string> {
  const files = readdirSync(`${source}/texts`).flatMap((file) => /^([a-z]{2,3}(?:-\w+)?)\.ts$/.exec(file)?.[1] ?? []);
  return Object.fromEntries(files.map((name) => [name, `${source}/texts/${name}.ts`]));
}

/** What the parts are made of: their sources, how they are built, and the versions of what they import. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of ["package-lock.json", "packages/widget/rollup.ts"]) hash.update(readFileSync(file));
  for (const folder of [source, "packages/client/src", "packages/protocol/src"]) {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
    for (const file of files.sort()) hash.update(file).update(readFileSync(`${folder}/${file}`));
  }
  return hash.digest("hex").slice(0, 8);
}

/** Parts with a version in their names may be cached for ever. Under its plain name each is always the newest. */
function plainNames(): Plugin {
  return {
    name: "plain-names",
    generateBundle(_options, bundle: OutputBundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk" || !file.isEntry) continue;
        this.emitFile({ type: "asset", fileName: `widget-${file.name}.js`, source: `export*from"./${file.fileName}"` });
      }
    },
    writeBundle() {
      for (const file of readdirSync(output)) {
        if (/-[0-9a-f]{8}\.js$/.test(file) && !file.includes(version)) rmSync(`${output}/${file}`);
      }
    },
  };
}

/** To TypeScript, types beside a `require` are of CommonJS, and what they take from modules says so. */
function commonJsTypes(): Plugin {
  return {
    name: "common-js-types",
    generateBundle() {
      const folder = "packages/widget/dist";
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
        (file) => /(?<!\.(?:test|fixture))\.d\.ts$/.test(file) && !file.startsWith("cjs"),
      );
      for (const file of files) {
        const types = readFileSync(`${folder}/${file}`, "utf8");
        const told = types.replace(/from "(@parley\/[^"]+)";/g, 'from "$1" with { "resolution-mode": "import" };');
        this.emitFile({ type: "asset", fileName: file, source: told });
      }
      this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' });
    },
  };
}

/** Style sheets are template strings, so that the package works without a bundler; here they lose their white space. */
function smallStyles(): Plugin {
  return {
    name: "small-styles",
    transform(code, id) {
      if (!/styles\/\w+\.ts$|launcher\/styles\.ts$/.test(id)) return undefined;
      const parts = new Map([...code.matchAll(/const (\w+) = `([^`]*)`/g)].map(([, name, css]) => [name, css]));
      const whole = code.replace(/\$\{(\w+)\}/g, (all, name: string) => parts.get(name) ?? all);
      return whole.replace(/`([^`]*)`/g, (_all, css: string) => {
        const { code: small } = transformSync(css, {
          loader: "css",
          minify: true,
          target: BROWSERS,
        });
        return JSON.stringify(small.trim().replace(/(--[\w-]+): /g, "$1:"));
      });
    },
  };
}

/** Names of texts, and of what only the widget's own parts call, that nothing else is called by: in two files of every visitor's three they need not be that long. */
function shortNames(): Plugin {
  const names =
    "placeholderClosed talkToPerson answersAtOnce isWithYou queuePosition " +
    "newDivider yesterday texts delivery " +
    "discard welcomed forgotten exclusively delivered loadOlder hasOlder markRead addStyles composing " +
    "disconnected pushed settle withBot fetchPart newest settings uploads takeScreen inkOn openPolling choose resume peek greet renew early awake asleep";
  const all = names.split(" ");
  const name = new RegExp(`(?<!/)\\b(?:${all.join("|")})\\b(?!/|\\.ts)`, "g");
  return {
    name: "short-names",
    transform(code, id) {
      if (!/packages\/(?:widget|client)\/src/.test(id)) return undefined;
      // What is said, asked for or sent as text is not ours alone.
      for (const text of textsIn(this.parse(code))) {
        const [word] = text.match(name) ?? [];
        if (word) this.error(`"${word}" stands in a text of ${id} too, and cannot be shortened: ${text}`);
      }
      return code.replace(name, (word) => `t${all.indexOf(word).toString(36)}`);
    },
  };
}

/** All texts of a program, those between the values of a template too. */
function textsIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { type, value } = node as { type?: string; value?: unknown };
  if (type === "Literal") return typeof value === "string" ? [value] : [];
  if (type === "TemplateElement") return [(value as { raw: string }).raw];
  return Object.values(node).flatMap(textsIn);
}

/** What was held to be constant when it was checked need not say so again. */
export function shortBindings(): Plugin {
  return {
    name: "short-bindings",
    renderChunk: (code) => code.replace(/(?<=^|[;{}(])const(?=[ {[])/g, "let"),
  };
}

/** Signals in a quarter of the library's size, which is for those who bundle the widget with what knows the library. */
export function ownSignals(library = "@preact/signals-core", own = "packages/client/src/signals.ts"): Plugin {
  return { name: "own-signals", resolveId: (id) => (id === library ? resolve(own) : undefined) };
}

/** Elements by Preact's `h`, which takes fewer bytes than what is made for each kind of element. */
function plainJsx(): Plugin {
  return {
    name: "plain-jsx",
    transform: (code, id) =>
      id.endsWith(".tsx") && id.includes(source) ? `import { h, Fragment } from "preact";${code}` : undefined,
  };
}
