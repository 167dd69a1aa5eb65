import { setImmediate } from "node:timers/promises";
import type { TrainingOptions, TrainingProgress } from "../types.ts";
import type { Settings } from "./settings.ts";

const BETWEEN_REPORTS_MS = 100;

/** Counts the steps of a training run, tells who follows it, and ends it when its signal is aborted. */
export interface Progress {
  report: (phase: TrainingProgress["phase"]) => Promise<void>;
  afterStep: (step: { part: "linear" | "sentence" | "network"; epoch: number; loss: number }) => Promise<void>;
}

/** What a run will do: courses in which so many messages are learned from, with a network or without. */
export interface Extent {
  courses: readonly { messages: number; settings: Settings; network: boolean }[];
  /** Whether sentence vectors are learned from too. */
  sentences: boolean;
  options: TrainingOptions;
}

/** Creates the progress of a run. */
export function createProgress({ courses, sentences, options }: Extent): Progress {
  const parts = courses.flatMap(({ messages, settings, network }) => {
    const { linear, sentence } = settings;
    const learned = [linear, ...(sentences ? [sentence] : []), ...(network ? [settings] : [])];
    return learned.map(({ epochs, batch }) => ({ epochs, steps: epochs * Math.ceil(messages / batch) }));
  });
  const state: TrainingProgress = {
    phase: "preparing",
    done: 0,
    total: parts.reduce((sum, { steps }) => sum + steps, 0),
    epoch: 0,
    epochs: parts.reduce((sum, { epochs }) => sum + epochs, 0),
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
