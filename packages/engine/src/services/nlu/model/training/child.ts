import type { TrainedModel, TrainingInput, TrainingProgress } from "../types.ts";
import { trainInProcess } from "./trainer.ts";

/** What the parent tells the training process. */
export interface ToTrainer {
  type: "train";
  input: TrainingInput;
}

/** What the training process tells its parent. */
export type FromTrainer =
  | { type: "progress"; progress: TrainingProgress }
  | { type: "trained"; model: TrainedModel }
  | { type: "failed"; reason: string };

function tell(message: FromTrainer): void {
  process.send?.(message);
}

process.on("disconnect", () => process.exit(1));
process.once("message", ({ input }: ToTrainer) => {
  trainInProcess(input, { onProgress: (progress) => tell({ type: "progress", progress }) }).then(
    (model) => tell({ type: "trained", model }),
    (error: unknown) => tell({ type: "failed", reason: error instanceof Error ? error.message : String(error) }),
  );
});
