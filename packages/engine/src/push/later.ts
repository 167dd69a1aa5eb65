import type { PushResult } from "../services/dialog/contract.ts";

/** The platform takes nothing now: it may say for how long, in seconds or as a date. */
export function later(reason: string, retryAfter?: string | null, now = Date.now()): PushResult {
  if (!retryAfter) return { is: "later", reason };
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return Number.isFinite(seconds) && seconds > 0 ? { is: "later", reason, after: seconds } : { is: "later", reason };
}

/** Whether a status says that another attempt may do better. */
export const isBusy = (status: number): boolean => status === 408 || status === 429 || status >= 500;
