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
export interface Turn<R> {
  id: string;
  to: string;
  calls: Set<Call<R>>;
  /** What it is answered with, once that is decided; `null`: nothing, what is said comes another way. */
  reply?: R | null;
  /** Whether another node has answered it was looked up. */
  looked: Promise<void>;
  /** A reply is about to be given. */
  isOffered?: true;
  /** Something was said by another way meanwhile. */
  isAnswered?: true;
  /** Tells that the answer has left the house. */
  left: PromiseWithResolvers;
  until: number;
}
interface PromiseWithResolvers {
  promise: Promise<true>;
  resolve: () => void;
}

/** Milliseconds for which the answer to a message is kept: the platform asks again for a quarter of a minute. */
const KEPT = 60_000;

/** Messages that are answered, or were lately. Of each that is new, `begun` begins to look what is known of it elsewhere. */
export function createTurns<R>(begun: (turn: Turn<R>) => Promise<void>) {
  const turns = new Map<string, Turn<R>>();

  return {
    /** The turn of a call. */
    of({ id, to, since }: Call<R>): Turn<R> {
      for (const [known, { until }] of turns) {
        if (until > performance.now()) break;
        turns.delete(known);
      }
      const known = turns.get(id);
      if (known) return known;
      const looked = Promise.resolve();
      const turn: Turn<R> = { id, to, calls: new Set(), left: withResolvers(), until: since + KEPT, looked };
      turns.set(id, turn);
      turn.looked = begun(turn);
      return turn;
    },

    /** The oldest first. */
    all: (): Turn<R>[] => [...turns.values()],
  };
}

/** Answers every call that waits for it. */
export function decide<R>(turn: Turn<R>, reply: R | null): void {
  turn.reply = reply;
  for (const call of turn.calls) end(turn, call);
  turn.calls.clear();
}

/** Ends a call as its message is answered. */
export function end<R>(turn: Turn<R>, call: Call<R>): void {
  if (turn.reply) call.response.once("finish", turn.left.resolve);
  call.answer(turn.reply ?? undefined);
}

function withResolvers(): PromiseWithResolvers {
  let resolve = () => {};
  const promise = new Promise<true>((done) => (resolve = () => done(true)));
  return { promise, resolve };
}
