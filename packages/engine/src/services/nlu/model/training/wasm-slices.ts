import type * as TensorFlowCore from "@tensorflow/tfjs-core";
import type { DataType, KernelConfig, Tensor, TensorInfo } from "@tensorflow/tfjs-core";

/** The part of TensorFlow.js' WebAssembly backend that a kernel needs. */
interface WasmBackend {
  makeOutput: (shape: number[], dtype: DataType) => TensorInfo;
  /** A view of a tensor's numbers, valid until more memory is allocated. */
  typedArrayFromHeap: (tensor: TensorInfo) => Float32Array;
}

type Kernel = (call: { inputs: object; attrs: object; backend: WasmBackend }) => TensorInfo | TensorInfo[];

/**
 * Replaces three kernels of the WebAssembly backend that copy the whole tensor to take a part of it. Taking the T time
 * steps out of a tensor thus costs T copies of it all, which was a third of the time of training (tfjs 4.22, Slice.ts).
 */
export function replaceSlicingKernels(tf: typeof TensorFlowCore): void {
  const stockSlice = tf.getKernel("Slice", "wasm").kernelFunc as unknown as Kernel;

  replace("Slice", ({ inputs, attrs, backend }) => {
    const { x } = inputs as { x: TensorInfo };
    const request = attrs as { begin: number[]; size: number[] };
    const ranked = { shape: x.shape, rank: x.shape.length } as Tensor;
    const [begin = [], size = []] = tf.slice_util.parseSliceParams(ranked, request.begin, request.size);
    const cut = size.flatMap((length, axis) => (length === x.shape[axis] ? [] : [axis]));
    const axis = cut[0] ?? 0;
    if (cut.length > 1 || x.dtype !== "float32") return stockSlice({ inputs, attrs, backend });
    return part({ backend, x, axis, from: begin[axis] ?? 0, length: size[axis] ?? 0 });
  });

  replace("Unpack", ({ inputs, attrs, backend }) => {
    const { value } = inputs as { value: TensorInfo };
    const { axis: given } = attrs as { axis: number };
    const axis = given < 0 ? given + value.shape.length : given;
    const shape = value.shape.filter((_, at) => at !== axis);
    return Array.from({ length: value.shape[axis] ?? 0 }, (_, from) => ({
      ...part({ backend, x: value, axis, from, length: 1 }),
      shape,
    }));
  });

  replace("SplitV", ({ inputs, attrs, backend }) => {
    const { x } = inputs as { x: TensorInfo };
    const { axis: given, numOrSizeSplits } = attrs as { axis: number; numOrSizeSplits: number | number[] };
    const axis = given < 0 ? given + x.shape.length : given;
    let from = 0;
    return tf.backend_util
      .prepareSplitSize({ shape: x.shape } as Tensor, numOrSizeSplits, axis)
      .map((length) => part({ backend, x, axis, from: (from += length) - length, length }));
  });

  function replace(kernelName: string, kernel: Kernel): void {
    tf.unregisterKernel(kernelName, "wasm");
    tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc: kernel as unknown as KernelConfig["kernelFunc"] });
  }
}

interface Part {
  backend: WasmBackend;
  x: TensorInfo;
  axis: number;
  from: number;
  length: number;
}

/** Copies `length` entries of one axis, beginning at `from`. */
function part({ backend, x, axis, from, length }: Part): TensorInfo {
  const output = backend.makeOutput(x.shape.with(axis, length), x.dtype);
  const source = backend.typedArrayFromHeap(x);
  const target = backend.typedArrayFromHeap(output);
  const inner = x.shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const stride = (x.shape[axis] ?? 1) * inner;
  const run = length * inner;
  for (let at = from * inner, to = 0; to < target.length; at += stride, to += run) {
    target.set(source.subarray(at, at + run), to);
  }
  return output;
}
