import { layerHere, type LayerThread } from "./beside.ts";
import type { LayerSizes, Numbers, Slopes } from "./layer.ts";

/**
 * The weights of two LSTMs, for inputs of E numbers and states of H, both multiples of 8; one behind the other in each. The four
 * blocks of 4H columns are, in this order, the input gate, the forget gate, the output gate and the candidate.
 */
export interface LstmWeights {
  /** [2, E, 4H] */
  kernel: Numbers;
  /** [2, H, 4H] */
  recurrent: Numbers;
  /** [2, 1, 4H] */
  bias: Numbers;
}

/** What they run over: token vectors [2, T, B, E], padded at the end of each message, where `padding` [T, B] is -1e9 instead of 0. */
export interface Sequences extends LayerSizes {
  input: Numbers;
  padding: Numbers;
}

const DIRECTIONS = [0, 1];

/**
 * Runs two LSTMs (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000) over a batch of messages, one of them
 * on a thread of its own, if there is one. For each time step t, with σ the logistic function and all products but the two
 * matrix products elementwise:
 *
 *     [i f o g] = [σ σ σ tanh](x_t · kernel + h_{t-1} · recurrent + bias)
 *     c_t = f · c_{t-1} + i · g
 *     h_t = o · tanh(c_t)
 *
 * The slope is written by hand (Graves 2012, section 4.6): some 25 operations for each step and direction, on numbers this few, cost
 * TensorFlow several times what their arithmetic does.
 */
export function lstm({ input, padding, ...sizes }: Sequences, weights: LstmWeights, thread?: LayerThread) {
  const layers = DIRECTIONS.map((direction) => {
    const [x, kernel, recurrent, bias] = [input, weights.kernel, weights.recurrent, weights.bias].map((both) =>
      partOf(both, direction),
    ) as [Numbers, Numbers, Numbers, Numbers];
    const layer = thread && direction > 0 ? thread.layer : layerHere;
    return layer(direction, sizes, { input: x, kernel, recurrent, bias, padding });
  });
  return {
    /** Begins; what is returned ends it, with the largest value that each number of a state took, [B, H] for each direction. */
    forwards(): () => Numbers[] {
      const begun = layers.map((layer) => layer.forwards());
      return () => begun.map((finish) => finish());
    },
    /** The same with how the loss changes with what each direction reads and weighs by, given how it changes with what `forwards` found. */
    backwards(slopes: readonly Numbers[]): () => Slopes[] {
      const begun = layers.map((layer, direction) => layer.backwards(slopes[direction] as Numbers));
      return () => begun.map((finish) => finish());
    },
  };
}

function partOf(both: Numbers, direction: number): Numbers {
  const half = both.length / 2;
  return both.subarray(direction * half, (direction + 1) * half);
}
