import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

/** Starts a thread with a file of the sources, named by its address, or with what was built of it. */
export function startWorker(source: URL, options: WorkerOptions): Worker {
  if (isBuilt) return startBuilt(source, options);
  // From source it runs through tsx, which has to be registered in each thread.
  const tsx = import.meta.resolve("tsx/esm/api");
  const code = `import("${tsx}").then(({ register }) => { register(); return import("${source.href}"); })`;
  return startWith(code, options);
}

/**
 * The same for a thread that is started often. From source it is put together once, in half of the time that a loader needs in each
 * thread. So its files await nothing at their top, and import nothing of our other packages but types.
 */
export function startLightWorker(source: URL, options: WorkerOptions): Worker {
  if (isBuilt) return startBuilt(source, options);
  const code = together.get(source.href) ?? putTogether(fileURLToPath(source));
  together.set(source.href, code);
  return startWith(code, options);
}

/** By its address, the code of a thread with all that it imports of ours. */
const together = new Map<string, string>();

/** The esbuild that comes with the sources. What a package is asked for it is asked for as if by the file itself. */
function putTogether(file: string): string {
  const { buildSync } = createRequire(import.meta.url)("esbuild") as Esbuild;
  const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: "node",
    packages: "external",
    conditions: ["@parley/source"],
    supported: { "dynamic-import": false },
    banner: { js: `require = require("node:module").createRequire(${JSON.stringify(file)});` },
  });
  return outputFiles.map(({ text }) => text).join("");
}

interface Esbuild {
  buildSync(options: Record<string, unknown>): { outputFiles: { text: string }[] };
}

const isBuilt = !import.meta.url.endsWith(".ts");
const startBuilt = (source: URL, options: WorkerOptions) =>
  new Worker(new URL(source.href.replace(/\.ts$/, ".js")), options);
const startWith = (code: string, options: WorkerOptions) =>
  new Worker(code, { ...options, eval: true, execArgv: ["--conditions=@parley/source"] });
