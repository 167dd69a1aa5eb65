import { createRequire } from "node:module";
import { dirname } from "node:path";
import type * as TensorFlowCore from "@tensorflow/tfjs-core";

/** The TensorFlow.js functions, whichever backend carries them out. */
export type Tf = typeof TensorFlowCore;

/** A backend that TensorFlow.js can run on, best first. */
export const BACKENDS = ["native", "wasm", "cpu"] as const;
export type Backend = (typeof BACKENDS)[number];

/** An opened TensorFlow.js. */
export interface TensorFlow {
  tf: Tf;
  backend: Backend;
  /** For people, such as "TensorFlow 2.21.0 (tfjs-node)". */
  name: string;
}

/**
 * Read by the native library when it is loaded. One thread, because sharing products this small among two takes half as
 * long again.
 */
const NATIVE_SETTINGS = {
  TF_CPP_MIN_LOG_LEVEL: "2",
  TF_NUM_INTRAOP_THREADS: "1",
  TF_NUM_INTEROP_THREADS: "1",
};

const require = createRequire(import.meta.url);

const REQUESTS: Record<string, Backend> = {
  tensorflow: "native",
  "tensorflow-wasm": "wasm",
  "tensorflow-cpu": "cpu",
};

/** The backend that PARLEY_NLU_RUNTIME asks for: tensorflow, tensorflow-wasm or tensorflow-cpu; other values ask for none. */
export function requestedBackend(): Backend | undefined {
  return REQUESTS[process.env["PARLEY_NLU_RUNTIME"] ?? ""];
}

/** Opens the best TensorFlow.js backend that works here, or exactly the one asked for; throws if none does. */
export async function openTensorFlow(only?: Backend): Promise<TensorFlow> {
  const failures: unknown[] = [];
  for (const backend of only ? [only] : BACKENDS) {
    try {
      const opened = await open[backend]();
      // tfjs-node can be imported where none of its operations runs (Node 24), so one is run before it is trusted.
      const [four] = opened.tf.tidy(() => opened.tf.matMul([[2]], [[2]])).dataSync();
      if (four === 4) return opened;
      failures.push(new Error(`${backend}: 2 x 2 gave ${four}.`));
    } catch (cause) {
      failures.push(cause);
    }
  }
  throw new AggregateError(failures, `TensorFlow.js does not run here (tried ${only ?? BACKENDS.join(", ")}).`);
}

const open: Record<Backend, () => Promise<TensorFlow>> = {
  native: async () => {
    Object.assign(process.env, { ...NATIVE_SETTINGS, ...process.env });
    restoreRemovedFunctions();
    const tf = require("@tensorflow/tfjs-node") as Tf & { version: Record<string, string> };
    await tf.ready();
    if (tf.getBackend() !== "tensorflow") throw new Error("tfjs-node came without its native backend.");
    const { binding } = tf.backend() as unknown as { binding?: { TF_Version?: string } };
    return {
      tf,
      backend: "native",
      name: `TensorFlow ${binding?.TF_Version ?? ""} (tfjs-node ${tf.version["tfjs-node"]})`,
    };
  },
  wasm: async () => {
    const tf = core();
    const wasm = require("@tensorflow/tfjs-backend-wasm") as { setWasmPaths: (folder: string) => void };
    wasm.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
    if (!(await tf.setBackend("wasm"))) throw new Error("The WebAssembly backend did not start.");
    return { tf, backend: "wasm", name: `TensorFlow.js ${tf.version_core} (WebAssembly)` };
  },
  cpu: async () => {
    const tf = core();
    require("@tensorflow/tfjs-backend-cpu");
    if (!(await tf.setBackend("cpu"))) throw new Error("The JavaScript backend did not start.");
    return { tf, backend: "cpu", name: `TensorFlow.js ${tf.version_core} (JavaScript)` };
  },
};

function core(): Tf {
  const tf = require("@tensorflow/tfjs-core") as Tf;
  // Its CommonJS build lacks the gradients of the operations; the one of tfjs-layers registers them.
  require("@tensorflow/tfjs-layers");
  // Otherwise it advises on the console to install tfjs-node, and checks numbers at every step.
  tf.enableProdMode();
  return tf;
}

/** tfjs-node 4.22 calls two functions that Node 23 removed. */
function restoreRemovedFunctions(): void {
  const util = require("node:util") as Record<string, unknown>;
  util["isNullOrUndefined"] ??= (value: unknown) => value === null || value === undefined;
  util["isArray"] ??= Array.isArray;
}
