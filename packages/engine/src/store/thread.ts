import type { Worker } from "node:worker_threads";
import { ChatError } from "@parley/protocol";
import type { Operation, Outcome } from "./operations.ts";
import { startLightWorker } from "../worker.ts";
import type { ThreadAnswer, ThreadData } from "./sqlite-thread.ts";

/** How many operations may wait for their turn, and how many characters of documents, before more are refused. */
export const MOST_WAITING = { operations: 20_000, characters: 64 * 1024 * 1024 };

const LARGEST_BATCH = 1000;
/** Batches on their way: while one is written the next is at the thread already, which would wait for the event loop else. */
const BATCHES_AT_ONCE = 2;
/** Operations that are a batch beside another; more are split, so that there is a next one. */
const SMALL_BATCH = 64;
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
  /** Gone once it is at the thread: what waits for the disk had better be small. */
  operation: Operation | undefined;
  size: number;
  resolve: (value: unknown) => void;
  reject: (reason: Error) => void;
}

/**
 * Operations that are handed in while batches are being written wait and form the next batch: under load one write to the
 * disk serves many of them.
 */
export function createThread(options: ThreadData): SqliteThread {
  let worker: Worker | undefined;
  let scheduled = false;
  let closing: Promise<void> | undefined;
  let characters = 0;
  const inFlight: Pending[][] = [];
  let waiting: Pending[] = [];
  let idle: () => void = () => {};

  function schedule(): void {
    if (scheduled || inFlight.length >= BATCHES_AT_ONCE) return;
    if (waiting.length === 0 && inFlight.length === 0) return idle();
    // Few of them had better wait for each other than take a commit of their own.
    if (waiting.length < (inFlight.length > 0 ? SMALL_BATCH : 1)) return;
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
    const most = Math.min(LARGEST_BATCH, Math.max(SMALL_BATCH, Math.ceil(waiting.length / 2)));
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    inFlight.push(batch);
    worker ??= start();
    worker.ref();
    worker.postMessage(batch.map(takeOperation));
    if (inFlight.length < BATCHES_AT_ONCE && waiting.length >= SMALL_BATCH) send();
  }

  function settle(outcome: (place: number) => Outcome): void {
    const settled = inFlight.shift() ?? [];
    if (inFlight.length === 0) worker?.unref();
    settled.forEach((pending, place) => {
      characters -= pending.size;
      conclude(pending, outcome(place));
    });
    schedule();
  }

  function start(): Worker {
    const started = startLightWorker(new URL("./sqlite-thread.ts", import.meta.url), { workerData: options });
    let reason = "its thread ended";
    started.on("message", (answer: ThreadAnswer) => {
      if ("refused" in answer) reason = answer.refused;
      else settle((place) => answer.outcomes[place] ?? { is: "lost", message: reason });
    });
    started.on("error", (error) => (reason = error.message));
    started.on("exit", () => {
      if (worker === started) worker = undefined;
      while (inFlight.length > 0) settle(() => ({ is: "lost", message: reason }));
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
    run: (operation) =>
      new Promise((resolve, reject) => {
        if (closing) throw new ChatError("unavailable", "The store is closed.");
        const size = sizeOf(operation);
        if (waiting.length >= MOST_WAITING.operations || characters + size > MOST_WAITING.characters) {
          throw new ChatError("overloaded", "The store has too much to write. Try again in a moment.", {
            retryAfter: 1000,
          });
        }
        characters += size;
        waiting.push({ operation, size, resolve, reject });
        schedule();
      }),

    close: () => (closing ??= shut()),
  };
}

function takeOperation(pending: Pending): Operation | undefined {
  const { operation } = pending;
  pending.operation = undefined;
  return operation;
}

function conclude({ resolve, reject }: Pending, outcome: Outcome): void {
  switch (outcome.is) {
    case "done":
      return resolve(outcome.value);
    case "conflict": {
      const cause = new Error(outcome.message);
      return reject(new ChatError("conflict", "Another document has the same unique key.", { cause }));
    }
    case "invalid":
      return reject(new ChatError("invalid", outcome.message));
    case "failed":
      return reject(new Error(`The store could not do what it was asked: ${outcome.message}`));
    case "lost":
      return reject(new ChatError("unavailable", `The store does not work: ${outcome.message}.`));
  }
}

function sizeOf(operation: Operation): number {
  return operation.kind === "insert" ? operation.json.length : 0;
}
