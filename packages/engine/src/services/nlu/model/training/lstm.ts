import type { GradSaveFunc, Rank, Tensor, Tensor3D, Tensor4D } from "@tensorflow/tfjs-core";
import type { Tf } from "./tensorflow.ts";

/**
 * The weights of several LSTMs that run side by side (D of them: two directions of each member of an ensemble), for
 * inputs of E numbers and states of H. The four blocks of 4H columns are, in this order, the input gate, the forget
 * gate, the output gate and the candidate.
 */
export interface LstmWeights {
  /** [D, E, 4H] */
  kernel: Tensor3D;
  /** [D, H, 4H] */
  recurrent: Tensor3D;
  /** [D, 1, 4H] */
  bias: Tensor3D;
}

/**
 * Runs LSTMs (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000) over a batch of sequences and
 * returns every hidden state, [D, T, B, H]. The input is [D, T, B, E], padded at the end of each sequence: what comes
 * after a sequence's end cannot reach the states before it, so no mask is needed here.
 *
 * For each time step t, with σ the logistic function and all products but the two matrix products elementwise:
 *
 *     [i f o g] = [σ σ σ tanh](x_t · kernel + h_{t-1} · recurrent + bias)
 *     c_t = f · c_{t-1} + i · g
 *     h_t = o · tanh(c_t)
 *
 * TensorFlow.js could derive the gradient from these lines alone, but step by step, with one small matrix product per
 * weight and step. Written by hand (Graves 2012, section 4.6), the steps run backwards once to find how the loss
 * changes with the gates' inputs, dZ, and three large products over all steps at once then give the gradients of
 * kernel, recurrent and input. That is several times faster on every backend.
 */
export function lstm(tf: Tf, input: Tensor4D, weights: LstmWeights): Tensor4D {
  const [directions, steps, batch, inputs] = input.shape;
  const hidden = weights.recurrent.shape[1];
  const rows = steps * batch;

  const run = tf.customGrad((...given) => {
    const [x, kernel, recurrent, bias, save] = given as unknown as [Tensor, Tensor3D, Tensor3D, Tensor, GradSaveFunc];
    const flat = tf.reshape<Rank.R3>(x, [directions, rows, inputs]);
    const projected = unstackSteps(tf.add(tf.matMul(flat, kernel), bias));
    const states: Tensor[] = [];
    const cells: Tensor[] = [];
    const gates: Tensor[] = [];
    const candidates: Tensor[] = [];
    let h: Tensor3D | undefined;
    let c: Tensor | undefined;
    for (const z of projected) {
      const sum = h ? tf.add(z, tf.matMul(h, recurrent)) : z;
      const sigmoids = tf.sigmoid(tf.slice(sum, [0, 0, 0], [directions, batch, 3 * hidden]));
      const g = tf.tanh(tf.slice(sum, [0, 0, 3 * hidden], [directions, batch, hidden]));
      const [i, f, o] = tf.split(sigmoids, 3, 2) as [Tensor, Tensor, Tensor];
      c = c ? tf.add(tf.mul(f, c), tf.mul(i, g)) : tf.mul(i, g);
      h = tf.mul(o, tf.tanh(c));
      states.push(h);
      cells.push(c);
      gates.push(sigmoids);
      candidates.push(g);
    }
    const all = tf.stack(states, 1) as Tensor4D;
    save([x, kernel, recurrent, all, tf.stack(cells, 1), tf.stack(gates, 1), tf.stack(candidates, 1)]);

    return { value: all, gradFunc: (dStates, saved) => backward(dStates as Tensor4D, saved as Saved) };
  });

  type Saved = [Tensor, Tensor3D, Tensor3D, Tensor, Tensor, Tensor, Tensor];
  function backward(dStates: Tensor4D, [x, kernel, recurrent, states, cells, gates, g]: Saved): Tensor[] {
    const [i, f, o] = tf.split(gates, 3, 3) as [Tensor, Tensor, Tensor];
    const cellsBefore = before(cells);
    const squashed = tf.tanh(cells);
    // How each gate's input moves the cell, and how the output gate's input and the cell move the state: these need
    // no recursion, so they are computed for all steps at once.
    const cellByGates = tf.concat(
      [tf.mul(g, slope(i)), tf.mul(cellsBefore, slope(f)), tf.mul(i, tf.sub(1, tf.square(g)))],
      3,
    );
    const stateByOutput = unstack(tf.mul(squashed, slope(o)));
    const stateByCell = unstack(tf.mul(o, tf.sub(1, tf.square(squashed))));
    const [byInput, byForget, byCandidate] = tf.split(cellByGates, 3, 3).map(unstack) as [Tensor[], Tensor[], Tensor[]];
    const forgets = unstack(f);
    const dStateSteps = unstack(dStates);
    const recurrentTransposed = tf.transpose(recurrent, [0, 2, 1]);

    const dGates: Tensor[] = [];
    let dh: Tensor | undefined;
    let dc: Tensor | undefined;
    for (let t = steps - 1; t >= 0; t--) {
      const dState = dh ? tf.add(at(dStateSteps, t), dh) : at(dStateSteps, t);
      const fromState = tf.mul(dState, at(stateByCell, t));
      const dCell: Tensor = dc ? tf.add(fromState, dc) : fromState;
      const dz = tf.concat<Tensor3D>(
        [
          tf.mul(dCell, at(byInput, t)),
          tf.mul(dCell, at(byForget, t)),
          tf.mul(dState, at(stateByOutput, t)),
          tf.mul(dCell, at(byCandidate, t)),
        ] as Tensor3D[],
        2,
      );
      dGates.unshift(dz);
      dc = tf.mul(dCell, at(forgets, t));
      dh = tf.matMul(dz, recurrentTransposed);
    }
    const dZ = tf.reshape<Rank.R3>(tf.stack(dGates, 1), [directions, rows, 4 * hidden]);
    // The transposes are explicit because the WebAssembly backend multiplies transposed operands 25 times slower.
    const dx = tf.reshape(tf.matMul(dZ, tf.transpose(kernel, [0, 2, 1])), x.shape);
    const dKernel = tf.matMul(tf.transpose(tf.reshape<Rank.R3>(x, [directions, rows, inputs]), [0, 2, 1]), dZ);
    const statesBefore = tf.reshape<Rank.R3>(before(states), [directions, rows, hidden]);
    const dRecurrent = tf.matMul(tf.transpose(statesBefore, [0, 2, 1]), dZ);
    return [dx, dKernel, dRecurrent, tf.sum(dZ, 1, true)];
  }

  /** [D, T·B, N] as T tensors [D, B, N]. */
  function unstackSteps(tensor: Tensor): Tensor3D[] {
    return tf.unstack(tf.reshape(tensor, [directions, steps, batch, 4 * hidden]), 1) as Tensor3D[];
  }

  function unstack(tensor: Tensor): Tensor[] {
    return tf.unstack(tensor, 1);
  }

  /** What was there one step earlier: zeros, then all but the last step. */
  function before(tensor: Tensor): Tensor {
    const first = tf.zeros([directions, 1, batch, hidden]);
    return steps === 1
      ? first
      : tf.concat([first, tf.slice(tensor, [0, 0, 0, 0], [directions, steps - 1, batch, hidden])], 1);
  }

  /** The derivative of the logistic function, from its value. */
  function slope(value: Tensor): Tensor {
    return tf.mul(value, tf.sub(1, value));
  }

  return run(input, weights.kernel, weights.recurrent, weights.bias) as Tensor4D;
}

function at(steps: Tensor[], t: number): Tensor {
  const step = steps[t];
  if (!step) throw new RangeError(`There is no step ${t}.`);
  return step;
}
