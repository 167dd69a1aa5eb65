type Numbers = Int32Array | Float32Array;

/** A list of numbers in one buffer, which grows as needed and is used again after `clear`. */
export interface Growing<T extends Numbers> {
  push: (value: number) => void;
  get: (at: number) => number;
  set: (at: number, value: number) => void;
  length: () => number;
  clear: () => void;
  /** The numbers so far; valid until the list is changed. */
  view: () => T;
}

/** Creates an empty list of 32-bit numbers. */
export function growing<T extends Numbers>(type: { new (length: number): T }): Growing<T> {
  let items = new type(1_024);
  let length = 0;
  return {
    push(value) {
      if (length === items.length) {
        const larger = new type(2 * length);
        larger.set(items);
        items = larger;
      }
      items[length++] = value;
    },
    get: (at) => items[at] as number,
    set: (at, value) => {
      items[at] = value;
    },
    length: () => length,
    clear: () => {
      length = 0;
    },
    view: () => items.subarray(0, length) as T,
  };
}
