import { openTensorFlow, requestedBackend } from "../../services/nlu/model/training/tensorflow.ts";
import { type Finding, look, reasonOf, warning, well } from "./finding.ts";
import { judge, leastNode } from "./versions.ts";

type Machine = Pick<NodeJS.Process, "version" | "platform" | "arch">;

/** Looks at what the engine runs on. */
export async function examineMachine({ version, platform, arch }: Machine = process): Promise<Finding[]> {
  return [
    judge("Node.js", { version, says: `${version} on ${platform} ${arch}` }, await leastNode()),
    ...(await look("TensorFlow", "Reinstall the packages: npm install.", examineTensorFlow)),
  ];
}

async function examineTensorFlow(): Promise<Finding[]> {
  const { name, backend } = await openTensorFlow(requestedBackend());
  if (backend === "native" || requestedBackend()) return [well("TensorFlow", name)];
  const reason = await openTensorFlow("native").then(() => "", causeOf);
  const advice =
    "Understanding is as good, training takes longer. For the native library install @tensorflow/tfjs-node.";
  return [warning("TensorFlow", `${name}; the native library does not run here: ${reason}`, advice)];
}

function causeOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  return reasonOf(first).split("\n")[0] ?? "";
}
