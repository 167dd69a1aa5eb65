// Products of matrices.

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
export function addOneRow(left: usize, right: usize, out: usize, k: i32, n: i32): void {
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
