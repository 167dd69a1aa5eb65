/** How long another tab is waited for; it may be frozen. Milliseconds. */
const PATIENCE = 5_000;

/**
 * Runs `run` while no other tab of the site runs anything under the same name. Where there are no Web Locks (no secure
 * context), they are refused (an opaque origin) or another tab keeps one too long, tabs run at once; whatever is done must
 * bear that.
 */
export async function exclusively(name: string, run: () => Promise<void>): Promise<void> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), PATIENCE);
  let begun = false;
  const begin = () => {
    begun = true;
    clearTimeout(timer);
    return run();
  };
  try {
    await navigator.locks.request(name, waiting, begin);
  } catch (cause) {
    if (begun) throw cause;
  }
  if (!begun) await begin();
}
