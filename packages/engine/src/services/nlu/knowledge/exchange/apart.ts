import { Worker } from "node:worker_threads";
import { LIMITS } from "./limits.ts";
import type { SourceFile } from "./read.ts";
import type { Reading } from "./reading.ts";

/**
 * Reads files in a thread of its own, so that nobody waits whose conversation goes on, and so that a file that would take all memory or
 * time ends the thread and nothing else.
 */
export function readApart(files: readonly SourceFile[]): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(files);
    const timer = setTimeout(() => end(() => resolve(tooLong(files))), LIMITS.time);
    function end(settle: () => void): void {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.on("error", () => undefined);
      void worker.terminate();
      settle();
    }
    worker.once("message", (reading: Reading) => end(() => resolve(reading)));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      end(() => (error.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve(tooLong(files)) : reject(error))),
    );
    worker.once("exit", () => end(() => resolve(tooLong(files))));
  });
}

function tooLong(files: readonly SourceFile[]): Reading {
  const names = files.map(({ name }) => name);
  return {
    files: [],
    intents: [],
    articles: [],
    replies: [],
    problems: names.map((file) => ({ code: "tooLong", file })),
    unlisted: 0,
  };
}

// From source the thread runs through tsx, which has to be registered in each thread; from `dist` Node runs it as it is.
function startWorker(workerData: readonly SourceFile[]): Worker {
  const options = { workerData, resourceLimits: { maxOldGenerationSizeMb: LIMITS.memory } };
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./thread.js", import.meta.url), options);
  const [tsx, entry] = [import.meta.resolve("tsx/esm/api"), new URL("./thread.ts", import.meta.url).href];
  const code = `import("${tsx}").then(({ register }) => { register(); return import("${entry}"); })`;
  return new Worker(code, { ...options, eval: true, execArgv: ["--conditions=@parley/source"] });
}
