// The arithmetic of the intent model for WebAssembly SIMD, in AssemblyScript: `npm run build:kernel -w @parley/engine`
// compiles it into src/services/nlu/model/serving/kernel-code.ts. Addresses are in bytes, counts in numbers; every
// matrix is stored row by row and its columns are a multiple of 8. No function checks its bounds: the callers lay out
// the memory, and serving/simd.test.ts compares each result with TensorFlow's.

export { addProduct, addTurnedProduct } from "./products";
export * from "./lstm";
export * from "./rows";
export * from "./softmax";
