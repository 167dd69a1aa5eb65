// The recurrent part of an LSTM: of one message, and of a batch both ways.

import { exponential } from "./exponential";
import { addOneRow, addProduct } from "./products";

/**
 * The recurrent part of an LSTM: `gates` holds, per step, the input's part of the gates' inputs and the bias (4H
 * numbers: input, forget, output, candidate). Steps are taken from the last to the first if `backwards`. `pooled` gets
 * the largest value of each state; `h` and `c` (H numbers each) are scratch.
 */
export function lstm(
  gates: usize, recurrent: usize, h: usize, c: usize, pooled: usize, steps: i32, hidden: i32, backwards: bool,
): void {
  const size = <usize>hidden << 2;
  memory.fill(h, 0, size);
  memory.fill(c, 0, size);
  for (let at: usize = 0; at < size; at += 16) v128.store(pooled + at, f32x4.splat(-Infinity));
  for (let step = 0; step < steps; step++) {
    const z = gates + 4 * size * <usize>(backwards ? steps - 1 - step : step);
    if (step > 0) addOneRow(h, recurrent, z, hidden, 4 * hidden);
    for (let at: usize = 0; at < size; at += 16) {
      const i = logistic(v128.load(z + at));
      const f = logistic(v128.load(z + size + at));
      const o = logistic(v128.load(z + 2 * size + at));
      const g = tangent(v128.load(z + 3 * size + at));
      const cell = f32x4.add(f32x4.mul(f, v128.load(c + at)), f32x4.mul(i, g));
      const state = f32x4.mul(o, tangent(cell));
      v128.store(c + at, cell);
      v128.store(h + at, state);
      v128.store(pooled + at, f32x4.max(v128.load(pooled + at), state));
    }
  }
}

/**
 * The same of a batch of messages, steps from the first to the last, keeping what its slope needs: `gates` [T, B, 4H] becomes
 * the gates, `cells` and `states` [T, B, H]. `padding` [T, B] is added to a state before `pooled` [B, H] gets the largest.
 */
export function lstmBatch(
  gates: usize, recurrent: usize, cells: usize, states: usize, padding: usize, pooled: usize,
  steps: i32, batch: i32, hidden: i32,
): void {
  const size = <usize>hidden << 2;
  const all = <usize>batch * size;
  for (let at: usize = 0; at < all; at += 16) v128.store(pooled + at, f32x4.splat(-Infinity));
  for (let step = 0; step < steps; step++) {
    const first = <usize>step * all;
    if (step > 0) addProduct(states + first - all, recurrent, gates + 4 * first, batch, hidden, 4 * hidden);
    for (let row = 0; row < batch; row++) {
      const offset = <usize>row * size;
      const absent = v128.load32_splat(padding + 4 * <usize>(step * batch + row));
      const z = gates + 4 * (first + offset);
      for (let at: usize = 0; at < size; at += 16) {
        const i = logistic(v128.load(z + at));
        const f = logistic(v128.load(z + size + at));
        const o = logistic(v128.load(z + 2 * size + at));
        const g = tangent(v128.load(z + 3 * size + at));
        const here = first + offset + at;
        let cell = f32x4.mul(i, g);
        if (step > 0) cell = f32x4.add(cell, f32x4.mul(f, v128.load(cells + here - all)));
        const state = f32x4.mul(o, tangent(cell));
        v128.store(z + at, i);
        v128.store(z + size + at, f);
        v128.store(z + 2 * size + at, o);
        v128.store(z + 3 * size + at, g);
        v128.store(cells + here, cell);
        v128.store(states + here, state);
        const most = pooled + offset + at;
        v128.store(most, f32x4.max(v128.load(most), f32x4.add(state, absent)));
      }
    }
  }
}

/**
 * The way back of `lstmBatch`: `gates` becomes how the loss changes with the gates' inputs, given `slopes` [B, H], how it changes
 * with what was pooled. `turned` is the recurrent matrix with its rows as columns; `dState` and `dCell` [B, H] are scratch.
 */
export function lstmSlopes(
  gates: usize, turned: usize, cells: usize, states: usize, padding: usize, pooled: usize, slopes: usize,
  dState: usize, dCell: usize, steps: i32, batch: i32, hidden: i32,
): void {
  const size = <usize>hidden << 2;
  const all = <usize>batch * size;
  const one = f32x4.splat(1);
  memory.fill(dState, 0, all);
  memory.fill(dCell, 0, all);
  for (let step = steps - 1; step >= 0; step--) {
    const first = <usize>step * all;
    for (let row = 0; row < batch; row++) {
      const offset = <usize>row * size;
      const absent = v128.load32_splat(padding + 4 * <usize>(step * batch + row));
      const z = gates + 4 * (first + offset);
      for (let at: usize = 0; at < size; at += 16) {
        const i = v128.load(z + at);
        const f = v128.load(z + size + at);
        const o = v128.load(z + 2 * size + at);
        const g = v128.load(z + 3 * size + at);
        const here = first + offset + at;
        const there = offset + at;
        const isMost = f32x4.eq(f32x4.add(v128.load(states + here), absent), v128.load(pooled + there));
        const ofState = f32x4.add(v128.load(dState + there), v128.and(v128.load(slopes + there), isMost));
        const squashed = tangent(v128.load(cells + here));
        const ofSquashed = f32x4.mul(ofState, o);
        const ofCell = f32x4.add(
          v128.load(dCell + there), f32x4.mul(ofSquashed, f32x4.sub(one, f32x4.mul(squashed, squashed))),
        );
        const before = step > 0 ? v128.load(cells + here - all) : f32x4.splat(0);
        v128.store(z + at, f32x4.mul(f32x4.mul(ofCell, g), f32x4.mul(i, f32x4.sub(one, i))));
        v128.store(z + size + at, f32x4.mul(f32x4.mul(ofCell, before), f32x4.mul(f, f32x4.sub(one, f))));
        v128.store(z + 2 * size + at, f32x4.mul(f32x4.mul(ofSquashed, squashed), f32x4.sub(one, o)));
        v128.store(z + 3 * size + at, f32x4.mul(f32x4.mul(ofCell, i), f32x4.sub(one, f32x4.mul(g, g))));
        v128.store(dCell + there, f32x4.mul(ofCell, f));
      }
    }
    if (step === 0) break;
    memory.fill(dState, 0, all);
    addProduct(gates + 4 * first, turned, dState, batch, 4 * hidden, hidden);
  }
}

/** 1 / (1 + e^-x) */
@inline
function logistic(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
}

/** tanh x = 2 / (1 + e^-2x) - 1 */
@inline
function tangent(x: v128): v128 {
  return f32x4.sub(f32x4.mul(f32x4.splat(2), logistic(f32x4.add(x, x))), f32x4.splat(1));
}
