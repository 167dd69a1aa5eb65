/** Milliseconds for which settings are taken to hold: so long a change on another node may take to be heard of. */
const HOLDS = 1_000;

/** Loads at most once a second, however often it is asked; at once after `forget`. */
export function createHolding<T>(load: () => Promise<T>) {
  let known: { value: Promise<T>; at: number } | undefined;
  const forget = () => (known = undefined);
  return {
    forget,
    async get(): Promise<T> {
      const at = performance.now();
      if (!known || at - known.at > HOLDS) {
        known = { value: load(), at };
        known.value.catch(forget);
      }
      return await known.value;
    },
  };
}
