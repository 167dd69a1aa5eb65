import { readFile } from "node:fs/promises";
import { createPlainArithmetic, type Arithmetic } from "./arithmetic.ts";
import { createEncoder } from "./encoder.ts";
import { readParts } from "./file.ts";
import { createTokeniser } from "./pieces.ts";
import { createSimdArithmetic } from "./simd.ts";

/** Turns sentences into vectors: the dot product of two says how alike their meanings are, from -1 to 1, in any of its languages. */
export interface Vectors {
  /** Numbers in a vector. */
  readonly dimensions: number;
  /** What calculates them: both give the same numbers, "plain" takes some 30 times as long. */
  readonly runtime: "simd" | "plain";
  /** The vector of a text, of length 1. Of a text longer than 256 pieces, about as many words, the start is read. */
  encode(text: string): Float32Array;
}

/** How to load the vectors. */
export interface LoadOptions {
  /** "simd" by default, and "plain" where WebAssembly SIMD is missing. */
  runtime?: "simd" | "plain";
}

let bytes: Promise<ArrayBuffer> | undefined;

/** Reads the encoder from the disk, the first time; it then takes about 20 MB of memory. Rejects where its file is missing or damaged. */
export async function loadVectors({ runtime = "simd" }: LoadOptions = {}): Promise<Vectors> {
  bytes ??= readData();
  const parts = readParts(await bytes);
  const arithmetic = runtime === "plain" ? createPlainArithmetic() : bestArithmetic();
  const tokenise = createTokeniser(parts);
  const encode = createEncoder(parts, arithmetic);
  return { dimensions: parts.width, runtime: arithmetic.name, encode: (text) => encode(tokenise(text)) };
}

function bestArithmetic(): Arithmetic {
  try {
    return createSimdArithmetic();
  } catch {
    return createPlainArithmetic();
  }
}

async function readData(): Promise<ArrayBuffer> {
  const file = await readFile(new URL("../data/vectors.bin", import.meta.url));
  // Views on numbers begin at multiples of their size, which a buffer of its own makes sure of.
  return file.byteOffset === 0 && file.byteLength === file.buffer.byteLength
    ? file.buffer
    : new Uint8Array(file).buffer;
}
