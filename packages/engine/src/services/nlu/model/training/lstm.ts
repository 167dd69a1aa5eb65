import type { GradSaveFunc, Tensor, Tensor2D, Tensor3D, Tensor4D } from "@tensorflow/tfjs-core";
import { layerHere, type LayerThread } from "./beside.ts";
import type { Numbers } from "./layer.ts";
import type { Tf } from "./tensorflow.ts";

/**
 * The weights of several LSTMs that run side by side (D of them: the two directions), for inputs of E numbers and states of H, both
 * multiples of 8. The four blocks of 4H columns are, in this order, the input gate, the forget gate, the output gate and the candidate.
 */
export interface LstmWeights {
  /** [D, E, 4H] */
  kernel: Tensor3D;
  /** [D, H, 4H] */
  recurrent: Tensor3D;
  /** [D, 1, 4H] */
  bias: Tensor3D;
}

/** What they run over, and the thread of the last of them. */
export interface Sequences {
  input: Tensor4D;
  padding: Tensor;
  thread?: LayerThread | undefined;
}

/**
 * Runs LSTMs (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000) over a batch of sequences and
 * returns the largest value that each number of a state took, [B, D·H]. The input is [D, T, B, E], padded at the end of each
 * sequence, where `padding` [T, B] is -1e9 instead of 0.
 *
 * For each time step t, with σ the logistic function and all products but the two matrix products elementwise:
 *
 *     [i f o g] = [σ σ σ tanh](x_t · kernel + h_{t-1} · recurrent + bias)
 *     c_t = f · c_{t-1} + i · g
 *     h_t = o · tanh(c_t)
 *
 * It is one operation to TensorFlow.js, with the slope written by hand (Graves 2012, section 4.6): some 25 operations for each step
 * and direction, on numbers this few, cost TensorFlow several times what their arithmetic does. The kernel does that at once, and the
 * last direction on a thread of its own, if there is one.
 */
export function lstm(tf: Tf, { input, padding, thread }: Sequences, weights: LstmWeights): Tensor2D {
  const [directions, steps, batch, inputs] = input.shape;
  const { kernel, recurrent, bias } = weights;
  const hidden = recurrent.shape[1];
  const sizes = { steps, batch, inputs, hidden };
  const absent = padding.dataSync() as Float32Array;
  const run = tf.customGrad((...given) => {
    const tensors = given.slice(0, 4) as [Tensor, Tensor, Tensor, Tensor];
    (given[4] as unknown as GradSaveFunc)([]);
    const numbers = tensors.map((tensor) => tensor.dataSync() as Float32Array);
    const layers = Array.from({ length: directions }, (_, d) => {
      const [x, k, r, b] = numbers.map((all) => partOf(all, d, directions)) as [Numbers, Numbers, Numbers, Numbers];
      const layer = thread && d === directions - 1 ? thread.layer : layerHere;
      return layer(d, sizes, { input: x, kernel: k, recurrent: r, bias: b, padding: absent });
    });
    const begun = layers.map((layer) => layer.forwards());
    const value = tf.concat(
      begun.map((finish) => tf.tensor(finish(), [batch, hidden])),
      1,
    );
    const gradFunc = (slopes: Tensor) => {
      const parts = tf.split(slopes, directions, 1);
      const started = layers.map((layer, d) => layer.backwards((parts[d] as Tensor).dataSync() as Float32Array));
      const found = started.map((finish) => finish());
      return tensors.map(({ shape }, at) => tf.tensor(joined(found.map((ofOne) => ofOne[at] as Numbers)), shape));
    };
    return { value, gradFunc };
  });
  return run(input, kernel, recurrent, bias) as Tensor2D;
}

function partOf(numbers: Numbers, part: number, parts: number): Numbers {
  const length = numbers.length / parts;
  return numbers.subarray(part * length, (part + 1) * length);
}

function joined(parts: readonly Numbers[]): Numbers {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}
