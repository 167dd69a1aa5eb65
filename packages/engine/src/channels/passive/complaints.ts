/** Milliseconds for which the same is not said again: anybody may call as often as they like. */
const QUIET = 60_000;

/** Tells the operator what is wrong with calls, each sentence at most once a minute. */
export function createComplaints(onError: (error: unknown) => void, now: () => number) {
  const said = new Map<string, number>();

  return function complain(sentence: string): void {
    if (now() < (said.get(sentence) ?? Number.NEGATIVE_INFINITY) + QUIET) return;
    said.set(sentence, now());
    onError(new Error(sentence));
  };
}
