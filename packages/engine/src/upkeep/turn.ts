import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { ChatError } from "@parley/protocol";
import { listenFor } from "../store/silence.ts";
import type { Filter } from "../store/store.ts";
import type { Schema, State } from "./state.ts";

/** How quickly a turn changes hands, in milliseconds. */
export interface Pace {
  /** Between two signs of life, and between two looks of those who wait. */
  beat: number;
  /** Without a sign of life, after which another takes over. */
  silence: number;
}

const PACE: Pace = { beat: 500, silence: 10_000 };

/** Somebody's turn to migrate. */
export interface Turn {
  /** Rejects if another has taken over meanwhile, because there was no sign of life for too long. */
  hold(): Promise<void>;
  end(): Promise<void>;
}

interface Waiting {
  /** Hears each time that it is another's turn. */
  onWait?: (() => void) | undefined;
  pace?: Pace | undefined;
}

/**
 * Waits for the turn to migrate a store; one at a time has it. Whoever waits judges the other's signs of life by his own
 * clock's intervals, so that clocks that differ by hours do no harm. Resolves to nothing once `done` finds nothing left to do.
 */
export async function takeTurn(
  { schemas, schema }: State,
  done: (schema: Schema) => boolean,
  { onWait, pace = PACE }: Waiting = {},
): Promise<Turn | undefined> {
  const holder = randomUUID();
  const silent = listenFor(pace.silence);
  for (;;) {
    const current = await schema();
    if (!current || done(current)) return undefined;
    if (current.holder === undefined || silent(`${current.holder}/${current.beat}`)) {
      const mine = await schemas.update(asSeen(current), { $set: { holder, beat: 0 } });
      if (mine) return keep(schemas, holder, pace);
    } else {
      onWait?.();
      await wait(pace.beat);
    }
  }
}

/** Matches only as long as nobody has taken the turn, or given a sign, meanwhile. */
function asSeen({ holder, beat = 0 }: Schema): Filter<Schema> {
  return holder === undefined ? { _id: "schema", holder: { $exists: false } } : { _id: "schema", holder, beat };
}

function keep(schemas: State["schemas"], holder: string, pace: Pace): Turn {
  const mine = { _id: "schema", holder };
  const beat = () => schemas.update(mine, { $inc: { beat: 1 } });
  // A sign that fails to be given is no reason to stop: the next one may arrive, or `hold` finds out.
  const timer = setInterval(() => void beat().catch(() => {}), pace.beat);
  timer.unref();
  return {
    async hold() {
      if (await schemas.findOne(mine)) return;
      throw new ChatError("conflict", "Another node has taken the migration over: this one was silent for too long.");
    },
    async end() {
      clearInterval(timer);
      await schemas.update(mine, { $unset: { holder: true, beat: true } });
    },
  };
}
