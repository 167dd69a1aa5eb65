import { parentPort, workerData } from "node:worker_threads";
import { runBatch, runReads, type Operation, type Outcome } from "./operations.ts";
import { connect, type SqliteBuild } from "./sqlite.ts";

/** What the thread is started with. */
export interface ThreadData {
  build: SqliteBuild;
  path: string;
  readonly: boolean;
}

/** What the thread answers: one outcome for each operation of a batch, or why the database could not be opened. */
export type ThreadAnswer = { outcomes: Outcome[] } | { refused: string };

const { build, path, readonly } = workerData as ThreadData;
const answer = (message: ThreadAnswer) => parentPort?.postMessage(message);

try {
  const connection = await connect(build, path, readonly);
  const run = readonly ? runReads : runBatch;
  parentPort?.on("message", (operations: Operation[] | "close") => {
    if (operations !== "close") return answer({ outcomes: run(connection, operations) });
    connection.close();
    parentPort?.close();
  });
} catch (error) {
  answer({ refused: error instanceof Error ? error.message : String(error) });
  parentPort?.close();
}
