import type { Arithmetic } from "./arithmetic.ts";
import { KERNEL_CODE } from "./kernel-code.ts";

type Multiply = (...leftStrideRowsRightDepthColumnsScaleRoundedOut: number[]) => void;

const PAGE = 65_536;
const ALIGNMENT = 64;
const FLOAT = 4;
/** The encoder takes 6.6 MB at most; pages that are never written take no room. */
const MEMORY_PAGES = 128;

let compiled: WebAssembly.Module | undefined;

/** Creates the arithmetic on the WebAssembly SIMD kernel; throws where WebAssembly SIMD is missing. */
export function createSimdArithmetic(): Arithmetic {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_CODE, "base64"));
  const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES });
  const instance = new WebAssembly.Instance(compiled, { env: { memory } });
  const multiply = instance.exports["multiply"] as Multiply;
  let end = PAGE;

  function take(bytes: number): number {
    const address = end;
    end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    if (end > memory.buffer.byteLength) throw new Error("The sentence encoder has less memory than it needs.");
    return address;
  }

  let room = 0;
  let rounded = 0;

  /** Room for the rounded numbers of the longest product so far. */
  function roundedFor(count: number): number {
    if (count > room) {
      room = count;
      rounded = take(2 * count);
    }
    return rounded;
  }

  return {
    name: "simd",
    reserve(count) {
      const address = take(FLOAT * count);
      // Whatever is rounded lies in one of these.
      roundedFor(count);
      return { address, values: new Float32Array(memory.buffer, address, count) };
    },
    place(matrix) {
      const address = take(matrix.values.length);
      const values = new Int8Array(memory.buffer, address, matrix.values.length);
      values.set(matrix.values);
      return { ...matrix, values, address };
    },
    multiply({ left, stride, rows, matrix, out }) {
      const { address, rows: depth, columns, scale } = matrix;
      multiply(left.address, stride, rows, address, depth, columns, scale, rounded, out.address);
    },
  };
}
