/**
 * Runs `run` unless another tab of the site runs something under the same name; says whether it did. Where there are no Web Locks tabs
 * know nothing of each other, and whatever is done must bear that.
 */
export async function whileHere(name: string, run: () => Promise<unknown>): Promise<boolean> {
  const { locks } = navigator as Partial<Navigator>;
  if (!locks) return run().then(() => true);
  let begun = false;
  try {
    await locks.request(`parley:${name}`, { ifAvailable: true }, async (lock) => {
      begun = !!lock;
      if (lock) await run();
    });
    return begun;
  } catch (cause) {
    // They are refused, as in an opaque origin.
    if (begun) throw cause;
    return run().then(() => true);
  }
}

/** Resolves once no other tab runs anything under a name: it is done, or gone as a page that was reloaded. */
export const othersDone = (name: string): Promise<unknown> => navigator.locks.request(`parley:${name}`, () => {});
