import { Worker } from "node:worker_threads";
import { ChatError } from "@parley/protocol";
import type { Operation, Outcome } from "./operations.ts";
import type { ThreadAnswer, ThreadData } from "./sqlite-thread.ts";

/** How many operations may wait for their turn, and how many characters of documents, before more are refused. */
export const MOST_WAITING = { operations: 20_000, characters: 64 * 1024 * 1024 };

const LARGEST_BATCH = 1000;
/** Milliseconds that a batch waits at most while every turn of the event loop brings more: a batch costs much, a write in it little. */
const LONGEST_GATHERING = 3;

/** A thread with a database of its own. */
export interface SqliteThread {
  /**
   * Resolves once the operation is durable. Rejects with `overloaded` if too much is waiting, and with `unavailable` if it
   * is not known whether it was written; the next operation starts a new thread.
   */
  run(operation: Operation): Promise<unknown>;
  /** Resolves when everything handed in is done and the database is closed. */
  close(): Promise<void>;
}

interface Pending {
  operation: Operation;
  size: number;
  settle: (outcome: Outcome) => void;
}

/**
 * Operations that are handed in while a batch is being written wait and form the next batch: under load one write to the
 * disk serves many of them.
 */
export function createThread(options: ThreadData): SqliteThread {
  let worker: Worker | undefined;
  let scheduled = false;
  let closing: Promise<void> | undefined;
  let characters = 0;
  let inFlight: Pending[] = [];
  let waiting: Pending[] = [];
  let idle: () => void = () => {};

  function schedule(): void {
    if (scheduled || inFlight.length > 0) return;
    if (waiting.length === 0) return idle();
    scheduled = true;
    gather(0, performance.now() + LONGEST_GATHERING);
  }

  /** Everything that this turn of the event loop hands in travels together, and what the next ones do as long as they do. */
  function gather(known: number, until: number): void {
    setImmediate(() => {
      if (waiting.length > known && performance.now() < until) gather(waiting.length, until);
      else send();
    });
  }

  function send(): void {
    scheduled = false;
    inFlight = waiting.slice(0, LARGEST_BATCH);
    waiting = waiting.slice(LARGEST_BATCH);
    worker ??= start();
    worker.ref();
    worker.postMessage(inFlight.map(({ operation }) => operation));
  }

  function settle(outcome: (place: number) => Outcome): void {
    const settled = inFlight;
    inFlight = [];
    worker?.unref();
    settled.forEach((pending, place) => {
      characters -= pending.size;
      pending.settle(outcome(place));
    });
    schedule();
  }

  function start(): Worker {
    const started = startWorker(options);
    let reason = "its thread ended";
    started.on("message", (answer: ThreadAnswer) => {
      if ("refused" in answer) reason = answer.refused;
      else settle((place) => answer.outcomes[place] ?? { is: "lost", message: reason });
    });
    started.on("error", (error) => (reason = error.message));
    started.on("exit", () => {
      if (worker === started) worker = undefined;
      settle(() => ({ is: "lost", message: reason }));
    });
    return started;
  }

  async function shut(): Promise<void> {
    if (scheduled || inFlight.length > 0 || waiting.length > 0) await new Promise<void>((resolve) => (idle = resolve));
    const last = worker;
    if (!last) return;
    await new Promise<void>((resolve) => {
      last.once("exit", () => resolve());
      last.ref();
      last.postMessage("close");
    });
  }

  return {
    async run(operation) {
      if (closing) throw new ChatError("unavailable", "The store is closed.");
      const size = sizeOf(operation);
      if (waiting.length >= MOST_WAITING.operations || characters + size > MOST_WAITING.characters) {
        throw new ChatError("overloaded", "The store has too much to write. Try again in a moment.", {
          retryAfter: 1000,
        });
      }
      characters += size;
      const outcome = await new Promise<Outcome>((settle) => {
        waiting.push({ operation, size, settle });
        schedule();
      });
      return valueOf(outcome);
    },

    close: () => (closing ??= shut()),
  };
}

function valueOf(outcome: Outcome): unknown {
  switch (outcome.is) {
    case "done":
      return outcome.value;
    case "conflict":
      throw new ChatError("conflict", "Another document has the same unique key.", {
        cause: new Error(outcome.message),
      });
    case "invalid":
      throw new ChatError("invalid", outcome.message);
    case "failed":
      throw new Error(`The store could not do what it was asked: ${outcome.message}`);
    case "lost":
      throw new ChatError("unavailable", `The store does not work: ${outcome.message}.`);
  }
}

function sizeOf(operation: Operation): number {
  return operation.kind === "insert" ? operation.json.length : 0;
}

// From source the thread runs through tsx, which has to be registered in each thread; from `dist` Node runs it as it is.
function startWorker(workerData: ThreadData): Worker {
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(new URL("./sqlite-thread.js", import.meta.url), { workerData });
  const [tsx, entry] = [import.meta.resolve("tsx/esm/api"), new URL("./sqlite-thread.ts", import.meta.url).href];
  const code = `import("${tsx}").then(({ register }) => { register(); return import("${entry}"); })`;
  return new Worker(code, { eval: true, execArgv: ["--conditions=@parley/source"], workerData });
}
