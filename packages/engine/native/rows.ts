// Rows of tables: summed, gathered, and moved by Adam.

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

/** For each i: out[places[i], width] += weights[i] x table[rows[i], width]; a width is a multiple of 8 */
export function gatherRows(
  table: usize, width: i32, rows: usize, weights: usize, places: usize, count: i32, out: usize,
): void {
  for (let index = 0; index < count; index++) {
    const offset = <usize>index << 2;
    const weight = f32x4.splat(load<f32>(weights + offset));
    const from = table + <usize>(load<i32>(rows + offset) * width) * 4;
    const to = out + <usize>(load<i32>(places + offset) * width) * 4;
    for (let at: usize = 0; at < <usize>width << 2; at += 32) {
      const low = f32x4.add(v128.load(to + at), f32x4.mul(weight, v128.load(from + at)));
      const high = f32x4.add(v128.load(to + at, 16), f32x4.mul(weight, v128.load(from + at, 16)));
      v128.store(to + at, low);
      v128.store(to + at, high, 16);
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
