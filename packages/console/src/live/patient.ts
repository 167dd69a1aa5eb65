import { backOff } from "@parley/client";
import { ChatError, RETRYABLE } from "@parley/protocol";
import type { Ask } from "./ask.ts";

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
