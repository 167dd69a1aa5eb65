type State =
  | { is: "closed"; failures: number }
  | { is: "open"; until: number }
  /** One call is out to see whether the other side is back. */
  | { is: "probing" };

export interface BreakerOptions {
  /** Failures in a row after which it opens. */
  failures?: number;
  /** Milliseconds it stays open before one call may probe. */
  rest?: number;
  /** Milliseconds that have passed since some moment, whatever is done to the clock. */
  now?: () => number;
}

/** Keeps callers from waiting for a service that does not answer. */
export interface Breaker {
  /** Whether a call may go out now. After the rest it lets exactly one through, to see. */
  admits(): boolean;
  succeeded(): void;
  failed(): void;
}

/** A circuit breaker as M. Nygard describes it in "Release It!": closed, open, half-open. */
export function createBreaker({
  failures = 5,
  rest = 2_000,
  now = () => performance.now(),
}: BreakerOptions = {}): Breaker {
  let state: State = { is: "closed", failures: 0 };
  return {
    admits() {
      if (state.is === "closed") return true;
      if (state.is === "probing" || now() < state.until) return false;
      state = { is: "probing" };
      return true;
    },
    succeeded() {
      state = { is: "closed", failures: 0 };
    },
    failed() {
      const inRow = state.is === "closed" ? state.failures + 1 : failures;
      state = inRow >= failures ? { is: "open", until: now() + rest } : { is: "closed", failures: inRow };
    },
  };
}
