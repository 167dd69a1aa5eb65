/** Texts that a thread takes at once: some 16 ms of work. */
export const CHUNK = 16;
/** Milliseconds after which a thread that took texts is no longer waited for. */
const PATIENCE = 2_000;

/** What becomes of a chunk. */
export const [FREE, TAKEN, READ] = [0, 1, 2];

/** What both threads work on. */
export interface Shelf {
  texts: readonly string[];
  dimensions: number;
  /** For each chunk what became of it, an `Int32Array`. */
  states: SharedArrayBuffer;
  /** The vectors of all texts, one behind the other, as floats. */
  vectors: SharedArrayBuffer;
}

/** Reads chunks of a shelf that nobody else has taken. */
export function createReader(shelf: Shelf, encode: (text: string) => Float32Array) {
  const states = new Int32Array(shelf.states);
  const vectors = new Float32Array(shelf.vectors);
  let first = 0;
  let lost = false;

  function take(chunk: number): boolean {
    if (Atomics.compareExchange(states, chunk, FREE, TAKEN) !== FREE) return false;
    const from = chunk * CHUNK;
    for (const [at, text] of shelf.texts.slice(from, from + CHUNK).entries()) {
      vectors.set(encode(text), (from + at) * shelf.dimensions);
    }
    Atomics.store(states, chunk, READ);
    Atomics.notify(states, chunk);
    return true;
  }

  /** Reads the first chunk that is free; false if there is none. */
  function next(): boolean {
    for (; first < states.length; first++) if (take(first)) return true;
    return false;
  }

  /** Sees to it that a chunk is read, and reads others while somebody else does; false if they do not come to an end with it. */
  function isThere(chunk: number): boolean {
    if (Atomics.load(states, chunk) === READ || take(chunk)) return true;
    if (lost) return false;
    while (Atomics.load(states, chunk) !== READ && next());
    // Who was late once is not waited for again.
    lost ||= Atomics.wait(states, chunk, TAKEN, PATIENCE) === "timed-out";
    return Atomics.load(states, chunk) === READ;
  }

  return { next, isThere };
}
