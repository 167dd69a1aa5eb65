import { fork } from "node:child_process";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { TrainedModel, TrainingInput, TrainingOptions } from "../types.ts";
import { commandFor, type Standing, watchTime } from "./background.ts";
import type { FromTrainer, ToTrainer } from "./child.ts";

const DEFAULT_MEMORY_MB = 2_048;
const KEPT_OUTPUT = 2_000;

/** How to follow, stop and bound a training run in a process of its own. */
export interface ProcessOptions extends TrainingOptions {
  /** The most memory that JavaScript objects of the run may take; TensorFlow's own comes on top. */
  maxMemoryMb?: number;
}

/**
 * Trains a model in a separate process that others go before, so that answering goes on undisturbed. Rejects with the
 * signal's reason when aborted, and with what is known of its end if the process dies; the process ends with its parent.
 */
export async function train(input: TrainingInput, options: ProcessOptions = {}): Promise<TrainedModel> {
  if (commandFor("idle").length === 0) return await run(input, options, "low");
  try {
    return await run(input, options, "idle");
  } catch (error) {
    if (!(error instanceof Starving)) throw error;
    // Without special rights nobody gets out of the idle class again. What is lost are seconds in which it got next to nothing.
    return await run(input, options, "low");
  }
}

/** Others leave a training no time. */
class Starving extends Error {}

/** Trains in a process that stands so far behind others. Rejects with `Starving` if one that is idle gets no time. */
function run(input: TrainingInput, options: ProcessOptions, standing: Standing): Promise<TrainedModel> {
  const { signal, onProgress, onFirst, maxMemoryMb = DEFAULT_MEMORY_MB } = options;
  const source = import.meta.url.endsWith(".ts");
  const file = fileURLToPath(new URL(source ? "./child.ts" : "./child.js", import.meta.url));
  const runFromSource = source ? ["--conditions=@parley/source", "--import", import.meta.resolve("tsx")] : [];

  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const [execPath, ...execArgv] = [...commandFor(standing), process.execPath, `--max-old-space-size=${maxMemoryMb}`];
    const child = fork(file, [], {
      execPath,
      execArgv: [...execArgv, ...runFromSource],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let complaints = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaints = (complaints + text).slice(-KEPT_OUTPUT);
    });
    const abort = () => settle(() => reject(signal?.reason as Error));
    signal?.addEventListener("abort", abort, { once: true });

    let unwatch = () => {};

    function settle(outcome: () => void): void {
      unwatch();
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
      if (message.type === "progress") onProgress?.(message.progress);
      else if (message.type === "first") onFirst?.(message.model);
      else if (message.type === "trained") settle(() => resolve(message.model));
      else settle(() => reject(new Error(message.reason)));
    });
    child.once("spawn", () => {
      // Windows has no command for it, and there a priority is a process's.
      if (child.pid && process.platform === "win32") setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
      if (child.pid && standing === "idle") unwatch = watchTime(child.pid, () => settle(() => reject(new Starving())));
      child.send({ type: "train", input, first: onFirst !== undefined } satisfies ToTrainer);
    });
  });
}
