import type { TrainingStatus } from "@parley/protocol";
import type { TrainingProgress } from "../model/model.ts";

/** A run that is on its way. */
export type Running = Extract<TrainingStatus, { status: "running" }>;

/** The share of a run that is over when the model is made and only has to be checked. */
const TRAINED = 0.97;

/** Where a run stands at its beginning. */
export function begin(run: Pick<Running, "runId" | "startedAt" | "startedBy">): Running {
  return { status: "running", ...run, phase: "preparing", epoch: 0, epochs: 0, done: 0, loss: 0, curve: [] };
}

/** Where a run stands after a report of the trainer; a finished epoch becomes a point of the curve. */
export function proceed(run: Running, progress: TrainingProgress): Running {
  const { phase, epoch, epochs, devAccuracy } = progress;
  const loss = Number.isFinite(progress.loss) ? progress.loss : run.loss;
  const accuracy = devAccuracy === undefined ? {} : { devAccuracy };
  const finished = epoch > 0 && (epoch > run.epoch || devAccuracy !== undefined || phase !== run.phase);
  const earlier = run.curve.filter((point) => point.epoch !== epoch);
  return {
    ...run,
    phase,
    epoch,
    epochs,
    loss,
    ...accuracy,
    done: TRAINED * Math.min(1, progress.done / Math.max(1, progress.total)),
    curve: finished ? [...earlier, { epoch, loss, ...accuracy }] : run.curve,
  };
}

/** A trained model is being measured. */
export function check(run: Running): Running {
  return { ...run, phase: "checking", done: TRAINED };
}
