export interface Limits {
  /** Ends a call that takes too long, or that its caller ends. */
  readonly signal: AbortSignal;
  /** Something moved: it may rest anew. */
  moved(): void;
  /** Nothing is waited for any more. */
  end(): void;
  /** Why something failed: it was ended, or what it says itself. */
  why(error: unknown): unknown;
}

/** How often the patience is all that a call may take which its caller does not end. */
const TOTAL = 6;

/** Holds a call to its time: it may rest for no longer than `patience` milliseconds, wherever it is, and not go on for ever where nobody ends it. */
export function limitsOf(patience: number, given: AbortSignal | undefined): Limits {
  const late = new AbortController();
  const signal = given ? AbortSignal.any([given, late.signal]) : late.signal;
  const abort = () => late.abort(new DOMException("There is no answer in time.", "TimeoutError"));
  let [moves, isOver] = [0, false];
  const resting = setTimeout(() => {
    const before = moves;
    // Where this process itself was held up, something may be there to be read.
    setImmediate(() => void (isOver || moves !== before || abort()));
  }, patience);
  const going = given ? undefined : setTimeout(abort, TOTAL * patience);

  return {
    signal,
    moved() {
      moves += 1;
      if (!isOver && !signal.aborted) resting.refresh();
    },
    end() {
      isOver = true;
      clearTimeout(resting);
      clearTimeout(going);
    },
    why: (error) => (signal.aborted ? signal.reason : error),
  };
}
