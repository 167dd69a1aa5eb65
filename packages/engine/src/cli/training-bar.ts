import type { TrainedModel, TrainingInput, TrainingProgress } from "../services/nlu/model/model.ts";
import { train } from "../services/nlu/model/model.ts";
import { describeProblem } from "../services/nlu/training/describe.ts";

const CELLS = 30;

/** Trains a model in a child process with a progress bar on the terminal; Ctrl-C ends both. */
export async function trainWithBar(input: TrainingInput): Promise<TrainedModel> {
  const bar = process.stderr.isTTY;
  try {
    return await train(input, {
      onProgress: (progress) => {
        if (bar) process.stderr.write(`\r\u001B[2K${describe(progress)}`);
      },
    });
  } finally {
    if (bar) process.stderr.write("\r\u001B[2K");
  }
}

function describe({ phase, done, total, epoch, epochs, loss }: TrainingProgress): string {
  const part = total > 0 ? done / total : 0;
  const full = Math.round(part * CELLS);
  const cells = "█".repeat(full) + "░".repeat(CELLS - full);
  const detail = phase === "training" ? `epoch ${epoch} of ${epochs}, loss ${loss.toFixed(3)}` : phase;
  return `${cells} ${Math.round(100 * part)} %  ${detail}`;
}

/** One line per finding about the training data, the first ten of them. */
export function describeProblems(problems: TrainedModel["report"]["problems"]): string[] {
  const lines = problems.map(describeProblem);
  return lines.length > 10 ? [...lines.slice(0, 10), `... and ${lines.length - 10} more.`] : lines;
}
