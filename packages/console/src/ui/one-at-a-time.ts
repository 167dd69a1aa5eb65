type Work = () => Promise<unknown>;

/** Runs work, unless the one before is still on its way: who presses twice means it once. */
export function oneAtATime(): (work: Work) => Promise<void> {
  let isBusy = false;
  return async (work) => {
    if (isBusy) return;
    isBusy = true;
    try {
      await work();
    } finally {
      isBusy = false;
    }
  };
}
