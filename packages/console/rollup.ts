import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { build } from "esbuild";
import type { Plugin, RollupOptions } from "rollup";
import esbuild from "rollup-plugin-esbuild";
import { wordsByLanguage } from "./words-by-language.ts";

const source = "packages/console/src";
const output = "packages/console/dist";

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
      // A line or two that only the words need are no file of their own.
      experimentalMinChunkSize: 1000,
    },
    plugins: [
      browserSockets(),
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

/** What Socket.IO's client brings along and Parley never uses: WebTransport, and packets that are not JSON (SPEC, Transport). */
const UNUSED: Readonly<Record<string, string>> = {
  "engine.io-client/build/esm/transports/webtransport.js": "export class WT {}",
  "socket.io-parser/build/esm/binary.js": "export const deconstructPacket = 0, reconstructPacket = 0;",
  "socket.io-parser/build/esm/is-binary.js": "export const hasBinary = () => false, isBinary = hasBinary;",
};

/** Socket.IO's client names its variants for browsers in a field that is not read for files found through `exports`. */
function browserSockets(): Plugin {
  return {
    name: "browser-sockets",
    resolveId(id, importer) {
      if (!importer?.includes("engine.io-client") || !id.endsWith(".node.js")) return null;
      return this.resolve(id.replace(".node.js", ".js"), importer, { skipSelf: true });
    },
    load: (id) => Object.entries(UNUSED).find(([file]) => id.endsWith(file))?.[1] ?? null,
  };
}

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
