// The arithmetic of the intent model for WebAssembly SIMD, in AssemblyScript: `npm run build:kernel -w @parley/engine`
// compiles it into src/services/nlu/model/serving/kernel-code.ts. Addresses are in bytes, counts in numbers; every
// matrix is stored row by row and its columns are a multiple of 8. No function checks its bounds: the callers lay out
// the memory, and serving/simd.test.ts compares each result with TensorFlow's.

/** out[m, n] += left[m, k] x right[k, n] */
export function addProduct(left: usize, right: usize, out: usize, m: i32, k: i32, n: i32): void {
  let row = 0;
  for (; row + 4 <= m; row += 4) addFourRows(left + 4 * row * k, 4 * k, 4, right, out + 4 * row * n, k, n);
  for (; row < m; row++) addOneRow(left + 4 * row * k, right, out + 4 * row * n, k, n);
}

/** out[m, n] += left[k, m], its rows as columns, x right[k, n]; m is a multiple of 4 */
export function addTurnedProduct(left: usize, right: usize, out: usize, m: i32, k: i32, n: i32): void {
  for (let row = 0; row < m; row += 4) addFourRows(left + 4 * row, 4, 4 * m, right, out + 4 * row * n, k, n);
}

/** Four rows at a time, so that each number of `right` is loaded once for four products. `left` has its numbers so many bytes apart. */
function addFourRows(
  left: usize, leftStride: usize, innerStride: usize, right: usize, out: usize, k: i32, n: i32,
): void {
  const stride = <usize>n << 2;
  for (let column = 0; column < n; column += 8) {
    const to = out + (<usize>column << 2);
    let a0 = v128.load(to), a1 = v128.load(to, 16);
    let b0 = v128.load(to + stride), b1 = v128.load(to + stride, 16);
    let c0 = v128.load(to + 2 * stride), c1 = v128.load(to + 2 * stride, 16);
    let d0 = v128.load(to + 3 * stride), d1 = v128.load(to + 3 * stride, 16);
    let from = right + (<usize>column << 2);
    let at = left;
    for (let inner = 0; inner < k; inner++) {
      const r0 = v128.load(from), r1 = v128.load(from, 16);
      const a = v128.load32_splat(at);
      const b = v128.load32_splat(at + leftStride);
      const c = v128.load32_splat(at + 2 * leftStride);
      const d = v128.load32_splat(at + 3 * leftStride);
      a0 = f32x4.add(a0, f32x4.mul(a, r0));
      a1 = f32x4.add(a1, f32x4.mul(a, r1));
      b0 = f32x4.add(b0, f32x4.mul(b, r0));
      b1 = f32x4.add(b1, f32x4.mul(b, r1));
      c0 = f32x4.add(c0, f32x4.mul(c, r0));
      c1 = f32x4.add(c1, f32x4.mul(c, r1));
      d0 = f32x4.add(d0, f32x4.mul(d, r0));
      d1 = f32x4.add(d1, f32x4.mul(d, r1));
      from += stride;
      at += innerStride;
    }
    v128.store(to, a0);
    v128.store(to, a1, 16);
    v128.store(to + stride, b0);
    v128.store(to + stride, b1, 16);
    v128.store(to + 2 * stride, c0);
    v128.store(to + 2 * stride, c1, 16);
    v128.store(to + 3 * stride, d0);
    v128.store(to + 3 * stride, d1, 16);
  }
}

/** 32 columns at a time while there are as many, then 8. */
function addOneRow(left: usize, right: usize, out: usize, k: i32, n: i32): void {
  const stride = <usize>n << 2;
  let column = 0;
  for (; column + 32 <= n; column += 32) {
    const to = out + (<usize>column << 2);
    let a = v128.load(to), b = v128.load(to, 16), c = v128.load(to, 32), d = v128.load(to, 48);
    let e = v128.load(to, 64), f = v128.load(to, 80), g = v128.load(to, 96), h = v128.load(to, 112);
    let from = right + (<usize>column << 2);
    for (let inner = 0; inner < k; inner++) {
      const factor = v128.load32_splat(left + (<usize>inner << 2));
      a = f32x4.add(a, f32x4.mul(factor, v128.load(from)));
      b = f32x4.add(b, f32x4.mul(factor, v128.load(from, 16)));
      c = f32x4.add(c, f32x4.mul(factor, v128.load(from, 32)));
      d = f32x4.add(d, f32x4.mul(factor, v128.load(from, 48)));
      e = f32x4.add(e, f32x4.mul(factor, v128.load(from, 64)));
      f = f32x4.add(f, f32x4.mul(factor, v128.load(from, 80)));
      g = f32x4.add(g, f32x4.mul(factor, v128.load(from, 96)));
      h = f32x4.add(h, f32x4.mul(factor, v128.load(from, 112)));
      from += stride;
    }
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    v128.store(to, e, 64);
    v128.store(to, f, 80);
    v128.store(to, g, 96);
    v128.store(to, h, 112);
  }
  for (; column < n; column += 8) {
    const to = out + (<usize>column << 2);
    let a = v128.load(to), b = v128.load(to, 16);
    let from = right + (<usize>column << 2);
    for (let inner = 0; inner < k; inner++) {
      const factor = v128.load32_splat(left + (<usize>inner << 2));
      a = f32x4.add(a, f32x4.mul(factor, v128.load(from)));
      b = f32x4.add(b, f32x4.mul(factor, v128.load(from, 16)));
      from += stride;
    }
    v128.store(to, a);
    v128.store(to, b, 16);
  }
}

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

/** e^x = 2^n e^r with |r| <= ln 2 / 2, e^r by the polynomial of the Cephes library (Moshier 1992); error below 2e-7 of it. */
@inline
function exponential(given: v128): v128 {
  const x = f32x4.max(f32x4.min(given, f32x4.splat(87)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  const power = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), p), r), f32x4.splat(1));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(power, scale);
}

/** out[width] += sum over i of weights[i] x scales[rows[i]] x values[rows[i], width], with values as signed bytes */
export function sumByteRows(
  values: usize, scales: usize, width: i32, rows: usize, weights: usize, count: i32, out: usize,
): void {
  for (let index = 0; index < count; index++) {
    const offset = <usize>index << 2;
    const row = <usize>load<i32>(rows + offset);
    const weight = f32x4.splat(load<f32>(weights + offset) * load<f32>(scales + (row << 2)));
    const from = values + row * <usize>width;
    for (let at: usize = 0; at < <usize>width; at += 8) {
      const to = out + (at << 2);
      const shorts = v128.load8x8_s(from + at);
      const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(shorts));
      const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(shorts));
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(weight, low)));
      v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(weight, high)), 16);
    }
  }
}

/** For each i: out[places[i], width] += weights[i] x table[rows[i], width] */
export function gatherRows(
  table: usize, width: i32, rows: usize, weights: usize, places: usize, count: i32, out: usize,
): void {
  for (let index = 0; index < count; index++) {
    const offset = <usize>index << 2;
    const weight = f32x4.splat(load<f32>(weights + offset));
    const from = table + <usize>(load<i32>(rows + offset) * width) * 4;
    const to = out + <usize>(load<i32>(places + offset) * width) * 4;
    for (let at: usize = 0; at < <usize>width << 2; at += 16) {
      v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(weight, v128.load(from + at))));
    }
  }
}

/** One step of Adam on `count` rows: row i of `gradients` belongs to row rows[i] of the tables. */
export function adamRows(
  values: usize, means: usize, squares: usize, width: i32, rows: usize, count: i32, gradients: usize, rate: f32,
): void {
  const step = f32x4.splat(rate);
  const size = <usize>width << 2;
  for (let index = 0; index < count; index++) {
    const offset = <usize>(load<i32>(rows + (<usize>index << 2))) * size;
    const from = gradients + <usize>index * size;
    for (let at: usize = 0; at < size; at += 16) {
      const g = v128.load(from + at);
      const m = f32x4.add(f32x4.mul(f32x4.splat(0.9), v128.load(means + offset + at)), f32x4.mul(f32x4.splat(0.1), g));
      const v = f32x4.add(
        f32x4.mul(f32x4.splat(0.99), v128.load(squares + offset + at)),
        f32x4.mul(f32x4.splat(0.01), f32x4.mul(g, g)),
      );
      const change = f32x4.div(f32x4.mul(step, m), f32x4.add(f32x4.sqrt(v), f32x4.splat(1e-8)));
      v128.store(means + offset + at, m);
      v128.store(squares + offset + at, v);
      v128.store(values + offset + at, f32x4.sub(v128.load(values + offset + at), change));
    }
  }
}
