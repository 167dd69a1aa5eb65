import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { ImapFlow } from "imapflow";
import { imapProblem } from "./mailbox.ts";
import { createReading, type ReadingParts } from "./reading.ts";

/** Milliseconds for which a node reads alone; another one takes over after that. */
const LEASE = 30_000;
/** Milliseconds between two looks where nothing was said to be new: who reads says so again. */
const LOOK = 5_000;
/** Milliseconds until it is tried again after something went wrong: at first, and at most. */
const [AGAIN, SELDOM] = [1_000, 60_000];

export interface ImapParts extends Omit<ReadingParts, "goesOn"> {
  open: (onError: (error: unknown) => void) => Promise<ImapFlow>;
}

/** Reads a mailbox: on one node at a time, and after a restart from where it was. What is read is noted when it is stored. */
export function startImap({ open, memory, onError, ...parts }: ImapParts) {
  const stopped = new AbortController();
  const me = randomUUID();
  let client: ImapFlow | undefined;
  let arrived = () => {};
  const goesOn = async () => !stopped.signal.aborted && (await mine());
  const readOn = createReading({ ...parts, memory, onError, goesOn });

  async function mine(): Promise<boolean> {
    const holder = await memory.get("reader");
    if (holder && holder.value !== me) return false;
    return await memory.set("reader", me, holder?.version ?? 0, Date.now() + LEASE);
  }

  async function connected(): Promise<ImapFlow> {
    if (client?.usable) return client;
    client = await open(() => {});
    client.on("exists", () => arrived());
    client.on("close", () => arrived());
    return client;
  }

  async function read(): Promise<void> {
    let [before, pause] = ["", AGAIN];
    while (!stopped.signal.aborted) {
      try {
        const isNew = isThere();
        if (await mine()) await readOn(await connected());
        else client?.close();
        [before, pause] = ["", AGAIN];
        await Promise.race([isNew, rest(LOOK)]);
      } catch (error) {
        if (stopped.signal.aborted) return;
        const problem = imapProblem(error);
        if (problem.message !== before) onError(problem);
        before = problem.message;
        client?.close();
        await rest(pause);
        pause = Math.min(pause * 2, SELDOM);
      }
    }
  }
  /** Resolves when the server says that there is something new. */
  const isThere = () => new Promise<void>((resolve) => (arrived = resolve));
  const rest = (milliseconds: number) =>
    wait(milliseconds, undefined, { ref: false, signal: stopped.signal }).catch(() => {});

  const over = read();
  return {
    /** Another node may read at once. */
    async stop(): Promise<void> {
      stopped.abort();
      arrived();
      client?.close();
      await over;
      // It may have been opened meanwhile.
      client?.close();
      const holder = await memory.get("reader");
      if (holder?.value === me) await memory.set("reader", me, holder.version, Date.now());
    },
  };
}
