import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EngineOptions } from "@parley/engine";

export type ServerKind = "bare" | "parley";

/** What a server under measurement can be told. */
export type Order =
  | { do: "measure" | "collectGarbage" | "stop" }
  /** Waits until models answer and nothing is being trained; starts a training; ends it. */
  | { do: "ready" | "train" | "cancel" }
  /** From now on watches how many bytes wait for each connection; the other resolves to the most there were. */
  | { do: "watchQueues" | "longestQueue" }
  /** Makes so many agents; resolves to their sessions' tokens. */
  | { do: "signIn"; count: number };

/** What a server has used so far: microseconds of processor time, bytes of memory. */
export interface Usage {
  cpu: number;
  rss: number;
  heapUsed: number;
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  usage(): Promise<Usage>;
  /** The same after garbage was collected, which takes a moment. */
  settledUsage(): Promise<Usage>;
  tell<T>(order: Order): Promise<T>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Folder of the store, kept afterwards; a new one that is removed unless told. */
  store?: string;
  /** What the engine is made with, beside what every bench needs. */
  engine?: EngineOptions;
  /** Flags for Node. */
  flags?: string[];
}

/** Starts a server and waits until it listens. */
export async function startServer(kind: ServerKind, options: ServerOptions = {}): Promise<ServerProcess> {
  const store = options.store ?? (await mkdtemp(join(tmpdir(), "parley-bench-")));
  const args = [kind, store, JSON.stringify(options.engine ?? {})];
  const execArgv = [...process.execArgv, "--expose-gc", ...(options.flags ?? [])];
  const child = fork(fileURLToPath(new URL("./server.ts", import.meta.url)), args, { execArgv });
  const waiting = new Map<number, (value: unknown) => void>();
  let next = 0;
  const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.on("message", (message: { url: string } | { number: number; value: unknown }) => {
      if ("url" in message) resolve(message.url);
      else waiting.get(message.number)?.(message.value);
    });
    child.once("exit", (code) => reject(new Error(`The ${kind} server ended with ${code}.`)));
  });
  // Nothing that was measured with a server that broke down counts.
  child.once("exit", (code) => code && process.exit(code));

  function tell<T>(order: Order): Promise<T> {
    return new Promise((resolve) => {
      const number = next++;
      waiting.set(number, (value) => resolve(value as T));
      child.send({ number, order });
    });
  }

  return {
    url,
    child,
    tell,
    usage: () => tell<Usage>({ do: "measure" }),
    settledUsage: () => tell<Usage>({ do: "collectGarbage" }),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        if (kind === "parley") await Promise.race([tell({ do: "stop" }), ended]);
        if (child.connected) child.disconnect();
        await ended;
      }
      if (options.store === undefined) await rm(store, { recursive: true, force: true });
    },
  };
}
