import { Worker, type WorkerOptions } from "node:worker_threads";

/** Starts a thread with a file of the sources, named by its address, or with what was built of it. */
export function startWorker(source: URL, options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL(source.href.replace(/\.ts$/, ".js")), options);
  // From source it runs through tsx, which has to be registered in each thread.
  const tsx = import.meta.resolve("tsx/esm/api");
  const code = `import("${tsx}").then(({ register }) => { register(); return import("${source.href}"); })`;
  return new Worker(code, { ...options, eval: true, execArgv: ["--conditions=@parley/source"] });
}
