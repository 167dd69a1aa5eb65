/** SPEC M10. Milliseconds. */
const EVERY = 25_000;

interface Rounds {
  /** Time to look whether anything was missed: again and again, and when the page is looked at. */
  check: () => void;
  /** The page is left. */
  leave: () => void;
  /** Another window of this browser has stored something. */
  stored: (event: StorageEvent) => void;
}

/** Tells of what happens to the page. Answers how to stop. */
export function keepRounds({ check, leave, stored }: Rounds): () => void {
  const checkIfVisible = () => {
    if (document.visibilityState === "visible") check();
  };
  const over = new AbortController();
  const { signal } = over;
  const timer = setInterval(check, EVERY);
  document.addEventListener("visibilitychange", checkIfVisible, { signal });
  addEventListener("pagehide", leave, { signal });
  addEventListener("storage", stored, { signal });
  return () => {
    clearInterval(timer);
    over.abort();
  };
}
