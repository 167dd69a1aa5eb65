import type { ServerResponse } from "node:http";

/** A call of the platform that brought a message, which may be answered with what is said next to whoever wrote it. */
export interface Call<R> {
  /** The message: the same when the platform hands it over again. */
  id: string;
  /** Who wrote it. */
  to: string;
  response: ServerResponse;
  /** When it came, as `performance.now()` says. */
  since: number;
  /** Ends the response, with a reply or with that there is none. */
  answer(reply: R | undefined): void;
}

/** A message that is answered, or was lately. */
interface Turn<R> {
  to: string;
  calls: Set<Call<R>>;
  /** What it is answered with, once that is decided; `null`: nothing, what is said comes another way. */
  reply?: R | null;
  /** Tells that the answer has left the house. */
  left: PromiseWithResolvers;
  until: number;
}
interface PromiseWithResolvers {
  promise: Promise<true>;
  resolve: () => void;
}

/** Milliseconds after which a platform has hung up: it waits for five seconds. */
const HUNG_UP = 6_000;
/** Milliseconds for which the answer to a message is kept: the platform asks again for a quarter of a minute. */
const KEPT = 60_000;

export interface RaceParts {
  /** Milliseconds after which a call is answered, whether there is a reply or not. */
  deadline: number;
  /** Milliseconds that are waited for the platform to ask again, when its connection was cut in the middle of a reply. */
  again: number;
  /** Hears of whom a message was answered without a reply, since none was ready in time. */
  late?: (to: string) => void;
}

/**
 * The race of the bot against the few seconds in which a platform takes a reply as the answer to its own call. Whatever a
 * message was answered with, it is answered with that again. Belongs to one node: what another one says comes another way.
 */
export function createRace<R>({ deadline, again, late }: RaceParts) {
  const turns = new Map<string, Turn<R>>();
  const unanswered = new Set<ServerResponse>();
  const stopping = new AbortController();

  function turnOf({ id, to, since }: Call<R>): Turn<R> {
    for (const [known, { until }] of turns) {
      if (until > performance.now()) break;
      turns.delete(known);
    }
    const turn = turns.get(id) ?? { to, calls: new Set(), left: withResolvers(), until: since + KEPT };
    turns.set(id, turn);
    return turn;
  }

  /** Answers every call that waits for it. */
  function decide(turn: Turn<R>, reply: R | null): void {
    turn.reply = reply;
    for (const call of turn.calls) give(turn, call);
    turn.calls.clear();
  }

  function give(turn: Turn<R>, call: Call<R>): void {
    if (turn.reply) call.response.once("finish", turn.left.resolve);
    call.answer(turn.reply ?? undefined);
  }

  const isOver = (response: ServerResponse) => response.destroyed || response.writableEnded;

  return {
    /** Lets a call wait for a reply. What it brought has to be durable. */
    wait(call: Call<R>): void {
      const { response, since } = call;
      if (isOver(response)) return;
      const turn = turnOf(call);
      if (turn.reply !== undefined || stopping.signal.aborted) return give(turn, call);
      turn.calls.add(call);
      const left = Math.max(0, since + deadline - performance.now());
      const timer = setTimeout(() => {
        if (!turn.calls.has(call)) return;
        decide(turn, null);
        late?.(turn.to);
      }, left);
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
      const waits = (turn: Turn<R>) => turn.to === to && turn.reply === undefined && turn.calls.size > 0;
      const turn = [...turns.values()].find(waits);
      if (!turn) return false;
      decide(turn, reply);
      const until = AbortSignal.any([signal, stopping.signal, AbortSignal.timeout(again)]);
      if (await Promise.race([turn.left.promise, aborted(until)])) return true;
      // Whoever asks again from now on is told that there is nothing: it comes another way.
      turn.reply = null;
      signal.throwIfAborted();
      stopping.signal.throwIfAborted();
      return false;
    },

    /** Leaves a call without an answer, until the platform has hung up. */
    leave(response: ServerResponse, since: number): void {
      unanswered.add(response);
      const timer = setTimeout(() => response.destroy(), Math.max(0, since + HUNG_UP - performance.now()));
      response.once("close", () => {
        clearTimeout(timer);
        unanswered.delete(response);
      });
    },

    /** Lets nobody wait any longer. */
    stop(): void {
      stopping.abort();
      for (const response of unanswered) response.destroy();
      for (const turn of turns.values()) if (turn.reply === undefined) decide(turn, null);
    },
  };
}
export type Race<R> = ReturnType<typeof createRace<R>>;

const aborted = (signal: AbortSignal): Promise<false> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    else signal.addEventListener("abort", () => resolve(false), { once: true });
  });

function withResolvers(): PromiseWithResolvers {
  let resolve = () => {};
  const promise = new Promise<true>((done) => (resolve = () => done(true)));
  return { promise, resolve };
}
