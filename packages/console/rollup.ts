import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { build } from "esbuild";
import type { Plugin, RollupOptions } from "rollup";
import esbuild from "rollup-plugin-esbuild";
import { wordsByLanguage } from "./words-by-language.ts";

const source = "packages/console/src";
const output = "packages/console/dist";

/** Screens that are fetched when they are first shown. They travel together: apart they take a fifth more. */
const LATE = /console\/src\/(?:contacts|reports|review|settings|team|training)\/(?!.*words\.ts)/;

/** The console as static files: page, script, the words of each language, style sheet, icon. */
export const consoleBundles: RollupOptions[] = [
  {
    // Schemas of the protocol read each other's parts; the console only needs their types.
    treeshake: { propertyReadSideEffects: false },
    input: `${source}/main.tsx`,
    output: {
      dir: output,
      format: "es",
      entryFileNames: "console.js",
      chunkFileNames: ({ name }) => `console-${name.replace("words_", "")}-[hash].js`,
      manualChunks: (id) => (LATE.test(id) ? "late" : undefined),
      onlyExplicitManualChunks: true,
      // A line or two that only the words need are no file of their own.
      experimentalMinChunkSize: 1000,
    },
    plugins: [
      nodeResolve({ browser: true, exportConditions: ["@parley/source"], extensions: [".ts", ".tsx", ".js", ".mjs"] }),
      esbuild({ target: "es2022", jsx: "automatic", jsxImportSource: "preact", tsconfig: false }),
      wordsByLanguage(source),
      terser({
        module: true,
        ecma: 2020,
        compress: { passes: 2, unsafe: true, unsafe_arrows: true, keep_fargs: false },
      }),
      pageAndStyles(),
    ],
  },
];

function pageAndStyles(): Plugin {
  return {
    name: "page-and-styles",
    // What was built before has other names.
    buildStart: () => rmSync(output, { recursive: true, force: true }),
    async writeBundle() {
      mkdirSync(output, { recursive: true });
      for (const file of ["index.html", "icon.svg"]) copyFileSync(`${source}/${file}`, `${output}/${file}`);
      await build({ entryPoints: [`${source}/console.css`], outdir: output, bundle: true, minify: true });
    },
  };
}
