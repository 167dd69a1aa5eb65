import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { startWorker } from "../../../../worker.ts";
import { layerOf, type LayerNumbers, type LayerSizes, type Numbers, type Slopes } from "./layer.ts";
import { BACKWARDS, countsOf, FORWARDS, IDLE, type Name, type Shared, viewsOf } from "./shared.ts";

/** Milliseconds after which a thread that was asked is no longer waited for. */
const PATIENCE = 5_000;

/** A direction of a batch: each starts to work when it is called, and returns how to have what comes of it. */
export interface Layer {
  forwards: () => () => Numbers;
  backwards: (slopes: Numbers) => () => Slopes;
}

/** A second thread for one of two directions, which know nothing of each other. */
export interface LayerThread {
  /** Whether it takes part: until it has begun, and once it was late, all is worked out here. */
  isThere: () => boolean;
  layer: (direction: number, sizes: LayerSizes, numbers: LayerNumbers) => Layer;
  stop: () => void;
}

/** A direction on this thread, worked out where it is wanted. */
export function layerHere(direction: number, sizes: LayerSizes, numbers: LayerNumbers): Layer {
  const layer = layerOf(direction, sizes, numbers);
  return { forwards: () => layer.forwards, backwards: (slopes) => () => layer.backwards(slopes) };
}

/** Opens a thread for batches of these sizes at most; nothing where there is no processor for it. */
export function openLayerThread(most: LayerSizes): LayerThread | undefined {
  if (availableParallelism() < 2) return undefined;
  const total = Object.values(countsOf(most)).reduce((sum, count) => sum + count, 0);
  const control = new SharedArrayBuffer(5 * Int32Array.BYTES_PER_ELEMENT);
  const shared = { control, floats: new SharedArrayBuffer(total * Float32Array.BYTES_PER_ELEMENT) };
  const state = new Int32Array(control);
  const worker = start(shared);
  let lost = worker === undefined;

  const isThere = () => !lost && Atomics.load(state, 0) === IDLE;
  const ask = (task: number) => {
    Atomics.store(state, 0, task);
    Atomics.notify(state, 0);
  };
  /** Whether it has come to an end with a task; who is late once is not asked again. */
  const isDone = (task: number) => {
    lost ||= Atomics.wait(state, 0, task, PATIENCE) === "timed-out";
    return !lost;
  };

  function layer(direction: number, sizes: LayerSizes, numbers: LayerNumbers): Layer {
    if (!isThere()) return layerHere(direction, sizes, numbers);
    const views = viewsOf(shared, sizes);
    const here = () => layerOf(direction, sizes, numbers);
    return {
      forwards() {
        for (const [name, values] of Object.entries(numbers)) views[name as keyof LayerNumbers].set(values);
        state.set([sizes.steps, sizes.batch, sizes.inputs, sizes.hidden], 1);
        ask(FORWARDS);
        return () => (isDone(FORWARDS) ? views.pooled.slice() : here().forwards());
      },
      backwards(slopes) {
        if (!lost) {
          views.slopes.set(slopes);
          ask(BACKWARDS);
        }
        return () => {
          if (!lost && isDone(BACKWARDS)) return slopesIn(views);
          const again = here();
          again.forwards();
          return again.backwards(slopes);
        };
      },
    };
  }

  return { isThere, layer, stop: () => void worker?.terminate() };
}

const slopesIn = ({ ofInput, ofWeights, ofRecurrent, ofBias }: Record<Name, Numbers>): Slopes => [
  ofInput.slice(),
  ofWeights.slice(),
  ofRecurrent.slice(),
  ofBias.slice(),
];

function start(workerData: Shared): Worker | undefined {
  try {
    const worker = startWorker(new URL("./layer-thread.ts", import.meta.url), { workerData });
    // Who waits for it notices.
    worker.on("error", () => {});
    worker.unref();
    return worker;
  } catch {
    return undefined;
  }
}
