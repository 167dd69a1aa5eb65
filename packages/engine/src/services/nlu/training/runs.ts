import { ChatError, newId, type TrainingStatus } from "@parley/protocol";
import { type Elapsed, elapsedHere } from "../../../store/silence.ts";
import type { Store } from "../../../store/store.ts";
import type { TrainingOptions } from "../model/model.ts";
import { repeat } from "../repeat.ts";
import { createLease, LEASE, type Leased } from "./lease.ts";
import { begin, check, proceed, type Running } from "./progress.ts";

type Run = Leased & { status: TrainingStatus; cancelled?: boolean };

/** Milliseconds between two looks whether somebody, on whichever node, wants the run cancelled. */
const LOOK = 500;
/** Milliseconds between two signs of life, which carry its progress to the other nodes: a write that others may wait for. */
const HEARTBEAT = LEASE / 4;

/** What is done in a run: trains, keeps the model, resolves to its version. */
export type Work = (
  options: Required<Pick<TrainingOptions, "signal" | "onProgress">> & {
    onTrained: () => void;
    /** Hears which model answers already, until the whole one is there. */
    onFirst: (version: number) => void;
  },
  startedBy: string,
) => Promise<number>;

export interface RunsParts {
  store: Store;
  now: () => number;
  elapsed?: Elapsed | undefined;
  work: Work;
  /** Hears of every step of every run, on whichever node it is. */
  onStatus: (status: TrainingStatus) => void;
  onError: (error: unknown) => void;
}

/** Lets this node start, watch and cancel training runs, of which there is one at a time over all nodes. */
export function createRuns({ store, now, elapsed = elapsedHere, work, onStatus, onError }: RunsParts) {
  const lease = createLease<Run>(store, "training", { now, elapsed });
  let mine: { running: Running; abort: AbortController; ended: Promise<void> } | undefined;
  let heard: string | undefined;

  async function status(): Promise<TrainingStatus> {
    if (mine) return mine.running;
    const run = await lease.read();
    return run ? seen(run) : { status: "idle" };
  }

  /** A run whose node gives no sign of life has failed. */
  function seen(run: Run): TrainingStatus {
    const { status, runId, aliveAt } = run;
    if (status.status !== "running" || !lease.isFree(run)) return status;
    const message = "The node that trained stopped. Start the training again.";
    return { status: "failed", runId, message, at: aliveAt };
  }

  function tell(status: TrainingStatus): void {
    heard = JSON.stringify(status);
    onStatus(status);
  }

  async function carryOut(running: Running, abort: AbortController): Promise<void> {
    const { runId, startedBy } = running;
    let due = elapsed() + HEARTBEAT;
    const heart = repeat(
      LOOK,
      async () => {
        const alive = elapsed() >= due;
        if (alive) due = elapsed() + HEARTBEAT;
        const run = alive ? await lease.renew(runId, mine ? { status: mine.running } : {}) : await lease.read();
        if (run?.runId !== runId || run.cancelled) abort.abort(new Cancelled());
      },
      onError,
    );
    const step = (next: Running) => {
      if (!mine) return;
      mine.running = next;
      tell(next);
    };
    let ended: TrainingStatus;
    try {
      const version = await work(
        {
          signal: abort.signal,
          onProgress: (progress) => step(proceed(mine?.running ?? running, progress)),
          onTrained: () => step(check(mine?.running ?? running)),
          onFirst: (first) => step({ ...(mine?.running ?? running), first }),
        },
        startedBy,
      );
      step({ ...check(mine?.running ?? running), done: 1 });
      ended = { status: "done", runId, version, at: now() };
    } catch (error) {
      ended = abort.signal.aborted
        ? { status: "cancelled", runId, at: now() }
        : { status: "failed", runId, message: error instanceof Error ? error.message : String(error), at: now() };
    }
    await heart.stop();
    await lease.release(runId, { status: ended }).catch(onError);
    mine = undefined;
    tell(ended);
  }

  return {
    status,

    /** Whether the last run is one that nobody will end. */
    async abandoned(): Promise<boolean> {
      const run = await lease.read();
      return run !== undefined && run.status.status === "running" && lease.isFree(run);
    },

    /** Starts a run, unless one is on its way: then that is the one. */
    async start(by: string): Promise<TrainingStatus> {
      if (mine) return mine.running;
      const running = begin({ runId: newId(now()), startedAt: now(), startedBy: by });
      if (!(await lease.acquire({ runId: running.runId, status: running, cancelled: false }))) return status();
      const abort = new AbortController();
      mine = { running, abort, ended: Promise.resolve() };
      mine.ended = carryOut(running, abort);
      tell(running);
      return running;
    },

    /** Stops the run, wherever it is. Resolves when it has stopped if it is on this node. */
    async cancel(): Promise<TrainingStatus> {
      const run = await lease.read();
      if (run) await lease.mark(run.runId, { cancelled: true });
      if (!mine) return status();
      const { abort, ended } = mine;
      abort.abort(new Cancelled());
      await ended;
      return status();
    },

    /** Passes on what other nodes' runs have reported, but not how the last one ended before this node started. */
    async watch(): Promise<void> {
      if (mine) return;
      const next = await status();
      const old = heard === undefined && next.status !== "running";
      if (old) heard = JSON.stringify(next);
      else if (JSON.stringify(next) !== heard) tell(next);
    },

    /** Stops the run of this node and waits for its end. */
    async close(): Promise<void> {
      mine?.abort.abort(new Cancelled());
      await mine?.ended;
    },
  };
}

class Cancelled extends ChatError {
  constructor() {
    super("unavailable", "The training was cancelled.");
  }
}
