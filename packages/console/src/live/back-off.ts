import { ChatError, RETRYABLE } from "@parley/protocol";
import type { Ask } from "./ask.ts";

/** How long to wait before the next try: 0.5 s doubling to 30 s, with full jitter (SPEC M11). `chance` is from 0 to 1. */
export function backOff(attempt: number, chance: number = Math.random()): number {
  return chance * Math.min(30_000, 500 * 2 ** attempt);
}

/** Whether the same request may succeed later. */
export function retryable(error: unknown): boolean {
  return error instanceof ChatError && RETRYABLE.includes(error.code);
}

/** Asks up to `tries` times, as long as the engine is busy or out of reach. For requests that may be repeated, which all may. */
export function patient(ask: Ask, tries = 4): Ask {
  return async (event, input, timeout) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await ask(event, input, timeout ?? 5000);
      } catch (error) {
        if (attempt + 1 >= tries || !retryable(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, backOff(attempt)));
      }
    }
  };
}
