/** The thread that works out one direction of a batch beside the other. It ends when it is ended. */
import { workerData } from "node:worker_threads";
import { layerOf } from "./layer.ts";
import { BACKWARDS, FORWARDS, IDLE, type Shared, viewsOf } from "./shared.ts";

serve(workerData as Shared);

function serve(shared: Shared): never {
  const state = new Int32Array(shared.control);
  let layer: ReturnType<typeof layerOf> | undefined;
  for (;;) {
    Atomics.store(state, 0, IDLE);
    Atomics.notify(state, 0);
    Atomics.wait(state, 0, IDLE);
    const [task, steps = 0, batch = 0, inputs = 0, hidden = 0] = state;
    const sizes = { steps, batch, inputs, hidden };
    const views = viewsOf(shared, sizes);
    if (task === FORWARDS) {
      layer = layerOf(0, sizes, views);
      views.pooled.set(layer.forwards());
    }
    if (task === BACKWARDS && layer) {
      const [ofInput, ofWeights, ofRecurrent, ofBias] = layer.backwards(views.slopes);
      views.ofInput.set(ofInput);
      views.ofWeights.set(ofWeights);
      views.ofRecurrent.set(ofRecurrent);
      views.ofBias.set(ofBias);
    }
  }
}
