import { KERNEL_CODE } from "./kernel-code.ts";

/** The functions of native/kernel.ts, and the memory they work on. Addresses are in bytes. */
export interface Kernel {
  /** Reserves room for so many bytes, zeroed, for as long as the kernel lives. */
  reserve: (bytes: number) => number;
  /** Views that are valid until more is reserved. */
  floats: (address: number, count: number) => Float32Array;
  integers: (address: number, count: number) => Int32Array;
  bytes: (address: number, count: number) => Int8Array;
  run: KernelFunctions;
}

interface KernelFunctions {
  addProduct: (...leftRightOutMKN: number[]) => void;
  addTurnedProduct: (...leftRightOutMKN: number[]) => void;
  lstmBatch: (...gatesRecurrentCellsStatesPaddingPooledStepsBatchHidden: number[]) => void;
  lstmSlopes: (...gatesTurnedCellsStatesPaddingPooledSlopesStateCellStepsBatchHidden: number[]) => void;
  lstm: (...gatesRecurrentHCPooledStepsHiddenBackwards: number[]) => void;
  sumByteRows: (...valuesScalesWidthRowsWeightsCountOut: number[]) => void;
  gatherRows: (...tableWidthRowsWeightsPlacesCountOut: number[]) => void;
  softmaxSlopes: (...scoresRightsChancesRowsCountWidthSmoothing: number[]) => void;
  adamRows: (...valuesMeansSquaresWidthRowsCountGradientsRate: number[]) => void;
}

const PAGE = 65_536;
const ALIGNMENT = 64;

let compiled: WebAssembly.Module | undefined;

/** Creates a kernel with memory of its own; throws where WebAssembly SIMD is missing. */
export function createKernel(): Kernel {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_CODE, "base64"));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(compiled, { env: { memory } });
  let end = PAGE;
  return {
    reserve(bytes) {
      const address = end;
      end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      return address;
    },
    floats: (address, count) => new Float32Array(memory.buffer, address, count),
    integers: (address, count) => new Int32Array(memory.buffer, address, count),
    bytes: (address, count) => new Int8Array(memory.buffer, address, count),
    run: instance.exports as unknown as KernelFunctions,
  };
}
