import { startWorker } from "../../../../worker.ts";
import { LIMITS } from "./limits.ts";
import type { SourceFile } from "./read.ts";
import type { Reading } from "./reading.ts";

/**
 * Reads files in a thread of its own, so that nobody waits whose conversation goes on, and so that a file that would take all memory or
 * time ends the thread and nothing else.
 */
export function readApart(files: readonly SourceFile[]): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const resourceLimits = { maxOldGenerationSizeMb: LIMITS.memory };
    const worker = startWorker(new URL("./thread.ts", import.meta.url), { workerData: files, resourceLimits });
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
