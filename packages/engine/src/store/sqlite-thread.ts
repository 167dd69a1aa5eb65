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
/**
 * Milliseconds from the last work to the end of the thread. Node 20 ends a thread only when V8's compilers are idle, and
 * these may be waiting for a garbage collection that only this thread, still in its event loop, can do: neither would ever
 * end (github.com/nodejs/node/issues/54918; one close in a hundred right after 3,000 writes, none in 750 with 20 to 50 ms).
 */
const QUIET_END = 50;
const end = () => void setTimeout(() => parentPort?.close(), QUIET_END);

void serve().catch((error: unknown) => {
  answer({ refused: error instanceof Error ? error.message : String(error) });
  end();
});

async function serve(): Promise<void> {
  const connection = await connect(build, path, readonly);
  const run = readonly ? runReads : runBatch;
  parentPort?.on("message", (operations: Operation[] | "close") => {
    if (operations !== "close") return answer({ outcomes: run(connection, operations) });
    connection.close();
    end();
  });
}
