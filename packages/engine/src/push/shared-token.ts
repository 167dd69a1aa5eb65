import type { Memory } from "../spine/port.ts";

/** A token, and when it is not used any more. Milliseconds since 1970. */
export interface Fresh {
  value: string;
  until: number;
}

/** A token that all nodes share, made by whoever needs one first. */
export function sharedToken(memory: Memory, key: string, make: (signal: AbortSignal) => Promise<Fresh>) {
  let making: Promise<string> | undefined;

  async function fetched(signal: AbortSignal): Promise<string> {
    const known = await memory.get(key);
    if (known) return known.value;
    const { value, until } = await make(signal);
    // Another node may have been first: both tokens hold.
    await memory.set(key, value, 0, until);
    return value;
  }

  return {
    get: (signal: AbortSignal): Promise<string> =>
      (making ??= fetched(signal).finally(() => {
        making = undefined;
      })),
    /** The platform takes it no more, though its time is not over. */
    async forget(value: string): Promise<void> {
      const known = await memory.get(key);
      if (known?.value === value) await memory.set(key, "", known.version, 1);
    },
  };
}
