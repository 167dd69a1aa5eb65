/** A source of reproducible randomness. */
export interface Random {
  /** Uniform in [0, 1). */
  next: () => number;
  /** Standard normal. */
  normal: () => number;
  /** Shuffles in place and returns the same array. */
  shuffle: <T extends unknown[] | Int32Array>(items: T) => T;
}

/** Creates a generator (sfc32 by Chris Doty-Humphrey) whose numbers depend on the seed alone. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = seed | 0;
  let c = 0x243f6a88 ^ Math.imul(seed, 0x85ebca6b);
  let counter = 1;

  function next(): number {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }
  for (let warmUp = 0; warmUp < 15; warmUp++) next();

  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (items) => {
      for (let last = items.length - 1; last > 0; last--) {
        const other = Math.floor(next() * (last + 1));
        [items[last], items[other]] = [items[other], items[last]];
      }
      return items;
    },
  };
}
