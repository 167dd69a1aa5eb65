import { setImmediate } from "node:timers/promises";
import type { TrainingOptions, TrainingProgress } from "../types.ts";
import type { Settings } from "./settings.ts";

const BETWEEN_REPORTS_MS = 100;

/** Counts the steps of a training run, tells who follows it, and ends it when its signal is aborted. */
export interface Progress {
  report: (phase: TrainingProgress["phase"]) => Promise<void>;
  afterStep: (step: { part: "linear" | "sentence" | "network"; epoch: number; loss: number }) => Promise<void>;
}

/** What a run will do: learn from so many messages each round, and cross-validate in so many folds before. */
export interface Extent {
  rounds: readonly number[];
  folds: number;
  /** Whether sentence vectors are learned from too. */
  sentences: boolean;
  settings: Settings;
  options: TrainingOptions;
}

/** Creates the progress of a run. */
export function createProgress({ rounds, folds, sentences, settings, options }: Extent): Progress {
  const { epochs, batch } = settings;
  const lightParts = sentences ? [settings.linear, settings.sentence] : [settings.linear];
  const stepsOf = (messages: number, parts: readonly { epochs: number; batch: number }[]) =>
    parts.reduce((sum, part) => sum + part.epochs * Math.ceil(messages / part.batch), 0);
  const epochsOfLight = lightParts.reduce((sum, part) => sum + part.epochs, 0);
  const [first = 0] = rounds;
  // A fold leaves messages out, so that it may take a step an epoch less than is counted here.
  const foldSteps = folds * stepsOf(first, lightParts);
  const state: TrainingProgress = {
    phase: "preparing",
    done: 0,
    total: rounds.reduce((sum, messages) => sum + stepsOf(messages, [...lightParts, { epochs, batch }]), foldSteps),
    epoch: 0,
    epochs: (epochsOfLight + epochs) * rounds.length + epochsOfLight * folds,
    loss: 0,
  };
  let reported = 0;
  let current = "";

  async function report(phase: TrainingProgress["phase"]): Promise<void> {
    state.phase = phase;
    if (phase === "calibrating") Object.assign(state, { done: state.total, epoch: state.epochs });
    options.onProgress?.({ ...state });
    reported = performance.now();
    await setImmediate();
    options.signal?.throwIfAborted();
  }

  return {
    report,
    afterStep: async ({ part, epoch, loss }) => {
      if (`${part} ${epoch}` !== current) {
        current = `${part} ${epoch}`;
        state.epoch += 1;
      }
      state.done += 1;
      state.loss = state.done === 1 ? loss : 0.95 * state.loss + 0.05 * loss;
      if (performance.now() - reported > BETWEEN_REPORTS_MS || state.done === state.total) await report("training");
    },
  };
}
