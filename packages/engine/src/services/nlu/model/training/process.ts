import { fork } from "node:child_process";
import { readdirSync } from "node:fs";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { TrainedModel, TrainingInput, TrainingOptions } from "../model.ts";
import type { FromTrainer, ToTrainer } from "./child.ts";

const DEFAULT_MEMORY_MB = 2_048;
const KEPT_OUTPUT = 2_000;
/** A tenth of what others get where all want the processor: the lowest, 19, would be a seventieth, and a training there no end. */
const BACKGROUND = 10;

/** How to follow, stop and bound a training run in a process of its own. */
export interface ProcessOptions extends TrainingOptions {
  /** The most memory that JavaScript objects of the run may take; TensorFlow's own comes on top. */
  maxMemoryMb?: number;
}

/**
 * Trains a model in a separate process of low priority, so that answering goes on undisturbed. Rejects with the
 * signal's reason when aborted, and with what is known of its end if the process dies; the process ends with its parent.
 */
export function train(input: TrainingInput, options: ProcessOptions = {}): Promise<TrainedModel> {
  const { signal, onProgress, maxMemoryMb = DEFAULT_MEMORY_MB } = options;
  const source = import.meta.url.endsWith(".ts");
  const file = fileURLToPath(new URL(source ? "./child.ts" : "./child.js", import.meta.url));
  const runFromSource = source ? ["--conditions=@parley/source", "--import", import.meta.resolve("tsx")] : [];

  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = fork(file, [], {
      execArgv: [`--max-old-space-size=${maxMemoryMb}`, ...runFromSource],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let complaints = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaints = (complaints + text).slice(-KEPT_OUTPUT);
    });
    const abort = () => settle(() => reject(signal?.reason as Error));
    signal?.addEventListener("abort", abort, { once: true });

    function settle(outcome: () => void): void {
      signal?.removeEventListener("abort", abort);
      child.removeAllListeners("exit");
      child.kill("SIGKILL");
      outcome();
    }
    child.on("error", (cause) =>
      settle(() => reject(new Error("The training process could not be started.", { cause }))),
    );
    child.on("exit", (code, by) => {
      const end = by ? `was ended by ${by}` : `ended with exit code ${code}`;
      settle(() =>
        reject(new Error(`Training failed: its process ${end}.${complaints ? `\n${complaints.trim()}` : ""}`)),
      );
    });
    child.on("message", (message: FromTrainer) => {
      // By the first report all of its threads are there; those that come later inherit.
      if (message.type === "progress" && message.progress.phase === "preparing") yieldToOthers(child.pid);
      if (message.type === "progress") onProgress?.(message.progress);
      else if (message.type === "trained") settle(() => resolve(message.model));
      else settle(() => reject(new Error(message.reason)));
    });
    child.once("spawn", () => {
      yieldToOthers(child.pid);
      child.send({ type: "train", input } satisfies ToTrainer);
    });
  });
}

/** Whoever answers visitors goes first. On Linux a priority is a thread's, so that each of the process's is told. */
function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const thread of threadsOf(pid)) {
    try {
      setPriority(thread, BACKGROUND);
    } catch {
      // It has ended, or nothing here may be changed: training is as good, only less polite.
    }
  }
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}
