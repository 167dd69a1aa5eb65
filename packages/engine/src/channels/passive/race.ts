import type { ServerResponse } from "node:http";
import type { Handover } from "./handover.ts";
import { type Call, createTurns, decide, end, type Turn } from "./turns.ts";

/** Milliseconds after which a platform has hung up: it waits for five seconds. */
const HUNG_UP = 6_000;
export interface RaceParts<R> {
  /** Milliseconds after which a call is answered, whether there is a reply or not. */
  deadline: number;
  /** Milliseconds that are waited for the platform to ask again, when its connection was cut in the middle of a reply. */
  again: number;
  /** Hears of whom a message was answered without a reply, since none was ready in time. */
  late?: (to: string) => void;
  /** What all nodes know of replies. */
  handover: Handover<R>;
}

/**
 * The race of the bot against the few seconds in which a platform takes a reply as the answer to its own call. Whatever a
 * message was answered with, it is answered with that again, on whatever node. What another node says comes another way.
 */
export function createRace<R>({ deadline, again, late, handover }: RaceParts<R>) {
  // Another node may have been asked before, or this one before it began anew.
  const turns = createTurns<R>(take);
  const left = createLeft();
  const stopping = new AbortController();

  /** Answers as another node did. */
  async function take(turn: Turn<R>): Promise<void> {
    const reply = await handover.take(turn.id);
    if (reply !== undefined && turn.reply === undefined && !turn.isOffered) decide(turn, reply);
  }

  /** Keeps a reply for all nodes, and gives it to who waits. Resolves to whether it is kept and given. */
  async function give(turn: Turn<R>, reply: R): Promise<{ isKept: boolean; isGiven: boolean }> {
    turn.isOffered = true;
    await turn.looked;
    const isKept = turn.reply === undefined ? await handover.keep(turn.id, reply) : false;
    delete turn.isOffered;
    if (isKept === false) turn.looked = take(turn);
    else if (waits(turn)) decide(turn, reply);
    return { isKept: isKept === true, isGiven: isKept !== false && turn.reply === reply };
  }

  /** Takes back what was kept. Resolves to whether another node was asked for it before, and so has given it. */
  const isTaken = async ({ id }: Turn<R>) => (await handover.withdraw(id)) === false;

  const waits = (turn: Turn<R>) => turn.reply === undefined && !turn.isOffered && turn.calls.size > 0;
  const isOver = (response: ServerResponse) => response.destroyed || response.writableEnded;

  /** Ends a call without a reply, unless its message was answered before: that is said to be sent, and comes no other way. */
  async function atDeadline(turn: Turn<R>, call: Call<R>): Promise<void> {
    await turn.looked;
    if (!turn.calls.has(call)) return;
    decide(turn, null);
    if (!turn.isAnswered) late?.(turn.to);
  }

  return {
    /** Lets a call wait for a reply. What it brought has to be durable. */
    wait(call: Call<R>): void {
      const { response, since } = call;
      if (isOver(response)) return;
      const turn = turns.of(call);
      if (turn.reply !== undefined || stopping.signal.aborted) return end(turn, call);
      turn.calls.add(call);
      const left = Math.max(0, since + deadline - performance.now());
      const timer = setTimeout(() => void atDeadline(turn, call), left);
      response.once("close", () => {
        clearTimeout(timer);
        turn.calls.delete(call);
      });
    },

    /**
     * Gives a reply to the call that has waited longest for somebody. Resolves to whether it left the house: not where no
     * call waits, nor where the connection was cut and the platform did not ask again.
     */
    async offer(to: string, reply: R, signal: AbortSignal): Promise<boolean> {
      const turn = turns.all().find((one) => one.to === to && waits(one));
      if (!turn) return false;
      const { isKept, isGiven } = await give(turn, reply);
      if (!isGiven) return isKept && (await isTaken(turn));
      const until = AbortSignal.any([signal, stopping.signal, AbortSignal.timeout(again)]);
      if (await Promise.race([turn.left.promise, aborted(until)])) return true;
      // Whoever asks again from now on is told that there is nothing: it comes another way.
      turn.reply = null;
      signal.throwIfAborted();
      stopping.signal.throwIfAborted();
      if (!(await isTaken(turn))) return false;
      turn.reply = reply;
      return true;
    },

    /** Hears that something was said to somebody by another way: the call that has waited longest needs no more to be said meanwhile. */
    answered(to: string): void {
      const turn = turns.all().find((one) => one.to === to && waits(one) && !one.isAnswered);
      if (turn) turn.isAnswered = true;
    },

    /** Leaves a call without an answer, until the platform has hung up. */
    leave: left.leave,

    /** Lets nobody wait any longer. */
    stop(): void {
      stopping.abort();
      left.stop();
      for (const turn of turns.all()) if (turn.reply === undefined) decide(turn, null);
    },
  };
}
export type Race<R> = ReturnType<typeof createRace<R>>;

/** Calls that get no answer. */
function createLeft() {
  const unanswered = new Set<ServerResponse>();
  return {
    leave(response: ServerResponse, since: number): void {
      unanswered.add(response);
      const timer = setTimeout(() => response.destroy(), Math.max(0, since + HUNG_UP - performance.now()));
      response.once("close", () => {
        clearTimeout(timer);
        unanswered.delete(response);
      });
    },
    stop(): void {
      for (const response of unanswered) response.destroy();
    },
  };
}

const aborted = (signal: AbortSignal): Promise<false> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    else signal.addEventListener("abort", () => resolve(false), { once: true });
  });
