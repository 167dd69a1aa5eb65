import { availableParallelism } from "node:os";
import { startWorker } from "../../../../worker.ts";
import { remembering, type SentenceEncoder } from "../text/sentences.ts";
import { CHUNK, createReader, type Shelf } from "./shelf.ts";

/** Fewer texts are read before another thread has begun. */
const WORTH_A_THREAD = 8 * CHUNK;

/**
 * An encoder that keeps all vectors, with a second thread that reads the given texts ahead, in their order. Who asks for a text that
 * nobody has read yet reads it, and others while it waits: a thread that does not start or go on costs time, and changes nothing else.
 */
export function readAhead(sentences: SentenceEncoder, asked: readonly string[]): SentenceEncoder {
  const texts = [...new Set(asked)];
  const { dimensions } = sentences;
  const states = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * Math.ceil(texts.length / CHUNK));
  const vectors = new SharedArrayBuffer(Float32Array.BYTES_PER_ELEMENT * texts.length * dimensions);
  const shelf: Shelf = { texts, dimensions, states, vectors };
  const others = remembering(sentences, Number.POSITIVE_INFINITY);
  const placeOf = new Map(texts.map((text, place) => [text, place]));
  const reader = createReader(shelf, sentences.encode);
  if (texts.length >= WORTH_A_THREAD && availableParallelism() > 1) start(shelf);

  return {
    dimensions,
    encode(text) {
      const place = placeOf.get(text);
      return place !== undefined && reader.isThere(Math.floor(place / CHUNK))
        ? new Float32Array(vectors, Float32Array.BYTES_PER_ELEMENT * place * dimensions, dimensions)
        : others.encode(text);
    },
  };
}

/** Its end comes when nothing is left to read. */
function start(workerData: Shelf): void {
  try {
    const worker = startWorker(new URL("./reading-thread.ts", import.meta.url), { workerData });
    // What it does not read is read here.
    worker.on("error", () => {});
    worker.unref();
  } catch {
    // The same.
  }
}
