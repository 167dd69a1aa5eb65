import type { TrainedModel, TrainingInput, TrainingProgress } from "../types.ts";
import { trainInProcess } from "./trainer.ts";

/** What the parent tells the training process. */
export interface ToTrainer {
  type: "train";
  input: TrainingInput;
  /** Whether the parent wants a first model. */
  first: boolean;
}

/** What the training process tells its parent. */
export type FromTrainer =
  | { type: "progress"; progress: TrainingProgress }
  | { type: "first"; model: TrainedModel }
  | { type: "trained"; model: TrainedModel }
  | { type: "failed"; reason: string };

function tell(message: FromTrainer): void {
  process.send?.(message);
}

process.on("disconnect", () => process.exit(1));
process.once("message", ({ input, first }: ToTrainer) => {
  trainInProcess(input, {
    onProgress: (progress) => tell({ type: "progress", progress }),
    ...(first && { onFirst: (model) => tell({ type: "first", model }) }),
  }).then(
    (model) => tell({ type: "trained", model }),
    (error: unknown) => tell({ type: "failed", reason: error instanceof Error ? error.message : String(error) }),
  );
});
