// The product of the sentence encoder for WebAssembly SIMD, in AssemblyScript: `npm run build:kernel -w @parley/vectors` compiles
// it into src/kernel-code.ts. Addresses are in bytes, counts in numbers. Nothing checks its bounds: src/simd.ts lays out the memory.

/** The largest number of a message's values, as a 16-bit integer: 127 x 8191 x 1280 products still fit into 32 bits. */
const LARGEST: f32 = 8191;

/**
 * out[rows, columns] = left[rows, depth] x right[depth, columns] x scale. Row r of `left`, floats, begins at r x stride; they are
 * rounded to 16 bits into `rounded`, by the largest of them. `right` has signed bytes in blocks of eight columns: in each, pair by
 * pair of its rows, the two numbers of every column.
 */
export function multiply(
  left: usize, stride: i32, rows: i32, right: usize, depth: i32, columns: i32, scale: f32, rounded: usize, out: usize,
): void {
  const count = (rows - 1) * stride + depth;
  const largest = largestOf(left, count);
  round(left, count, largest > 0 ? LARGEST / largest : 0, rounded);
  const unit = f32x4.splat(scale * largest / LARGEST);
  const step = <usize>stride << 1;
  const line = <usize>columns << 2;
  for (let column = 0; column < columns; column += 8) {
    let from = rounded;
    let to = out + (<usize>column << 2);
    let row = 0;
    for (; row + 4 <= rows; row += 4) {
      fourRows(from, step, right, depth, unit, to, line);
      from += 4 * step;
      to += 4 * line;
    }
    if (row + 2 <= rows) {
      twoRows(from, step, right, depth, unit, to, line);
      from += 2 * step;
      to += 2 * line;
      row += 2;
    }
    if (row < rows) oneRow(from, right, depth, unit, to);
    right += <usize>depth << 3;
  }
}

function largestOf(values: usize, count: i32): f32 {
  let most = f32x4.splat(0);
  for (let at: usize = 0; at < <usize>count << 2; at += 16) most = f32x4.max(most, f32x4.abs(v128.load(values + at)));
  return max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
}

/** Eight at a time, halves to the even number. */
function round(values: usize, count: i32, factor: f32, into: usize): void {
  const by = f32x4.splat(factor);
  for (let at: usize = 0; at < <usize>count << 1; at += 16) {
    const low = f32x4.nearest(f32x4.mul(v128.load(values + 2 * at), by));
    const high = f32x4.nearest(f32x4.mul(v128.load(values + 2 * at, 16), by));
    v128.store(into + at, i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(low), i32x4.trunc_sat_f32x4_s(high)));
  }
}

/** Four rows at a time, so that the bytes of a block are spread once for four products; two pairs a round, which saves counting. */
function fourRows(left: usize, step: usize, right: usize, depth: i32, unit: v128, out: usize, line: usize): void {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0), b0 = i32x4.splat(0), b1 = i32x4.splat(0);
  let c0 = i32x4.splat(0), c1 = i32x4.splat(0), d0 = i32x4.splat(0), d1 = i32x4.splat(0);
  const end = left + (<usize>depth << 1);
  let b = left + step, c = b + step, d = c + step;
  for (let a = left; a < end; a += 8) {
    let r0 = v128.load8x8_s(right), r1 = v128.load8x8_s(right, 8);
    let x = v128.load32_splat(a), y = v128.load32_splat(b), z = v128.load32_splat(c), w = v128.load32_splat(d);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, r0));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, r1));
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(y, r0));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(y, r1));
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(z, r0));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(z, r1));
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(w, r0));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(w, r1));
    r0 = v128.load8x8_s(right, 16);
    r1 = v128.load8x8_s(right, 24);
    x = v128.load32_splat(a, 4);
    y = v128.load32_splat(b, 4);
    z = v128.load32_splat(c, 4);
    w = v128.load32_splat(d, 4);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, r0));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, r1));
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(y, r0));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(y, r1));
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(z, r0));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(z, r1));
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(w, r0));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(w, r1));
    right += 32;
    b += 8;
    c += 8;
    d += 8;
  }
  store(out, a0, a1, unit);
  store(out + line, b0, b1, unit);
  store(out + 2 * line, c0, c1, unit);
  store(out + 3 * line, d0, d1, unit);
}

function twoRows(left: usize, step: usize, right: usize, depth: i32, unit: v128, out: usize, line: usize): void {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0), b0 = i32x4.splat(0), b1 = i32x4.splat(0);
  const end = left + (<usize>depth << 1);
  for (let at = left; at < end; at += 4) {
    const r0 = v128.load8x8_s(right), r1 = v128.load8x8_s(right, 8);
    const x = v128.load32_splat(at), y = v128.load32_splat(at + step);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, r0));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, r1));
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(y, r0));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(y, r1));
    right += 16;
  }
  store(out, a0, a1, unit);
  store(out + line, b0, b1, unit);
}

function oneRow(left: usize, right: usize, depth: i32, unit: v128, out: usize): void {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0);
  const end = left + (<usize>depth << 1);
  for (let at = left; at < end; at += 4) {
    const x = v128.load32_splat(at);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, v128.load8x8_s(right)));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, v128.load8x8_s(right, 8)));
    right += 16;
  }
  store(out, a0, a1, unit);
}

@inline
function store(out: usize, low: v128, high: v128, unit: v128): void {
  v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(low), unit));
  v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(high), unit), 16);
}
