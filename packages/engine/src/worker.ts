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
 * The same for a thread that is started often. From source it is read as CommonJS, in a fourth of the time: for the loader of ES
 * modules Node starts one more thread. So its files await nothing at their top and import none of our packages later.
 */
export function startLightWorker(source: URL, options: WorkerOptions): Worker {
  if (isBuilt) return startBuilt(source, options);
  const [tsx, file] = [fileURLToPath(import.meta.resolve("tsx/cjs/api")), fileURLToPath(source)];
  return startWith(`require(${JSON.stringify(tsx)}).register(); require(${JSON.stringify(file)});`, options);
}

const isBuilt = !import.meta.url.endsWith(".ts");
const startBuilt = (source: URL, options: WorkerOptions) =>
  new Worker(new URL(source.href.replace(/\.ts$/, ".js")), options);
const startWith = (code: string, options: WorkerOptions) =>
  new Worker(code, { ...options, eval: true, execArgv: ["--conditions=@parley/source"] });
