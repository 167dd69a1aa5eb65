import { RETRYABLE, type WireError } from "@parley/protocol";

/** Why a file does not go on. */
export type Trouble =
  /** By itself, after so many milliseconds at least. */
  | { wait: number; reason: string }
  /** Not by itself. `bytes`: how many are taken. */
  | ({ wait?: undefined } & Refusal);

/** Why the engine does not take a file, in a word. */
export interface Refusal {
  reason: string;
  bytes?: number | undefined;
}

/** By the HTTP status what the answer to `HEAD` cannot say. */
const REASONS: Record<number, string> = { 401: "ticket", 404: "gone", 409: "offset", 410: "gone", 423: "offset" };

/** What a proxy says that does not let it through; what it does not let through just now (408, 425, 429) may be a moment later. */
const REFUSED = /^(?:4(?!08|25|29)|501)/;

/** What one goes on after by itself, whatever else was said. */
const GOES_ON = /^(?:gone|ticket|offset)$/;

/** What is made of an answer that is no success. Where nothing was said, as on a link that was cut, one goes on. */
export function troubleOf(status: number, error: WireError | undefined): Trouble {
  if (!error) return { wait: 0, reason: REASONS[status] ?? (REFUSED.test(`${status}`) ? "other" : "unavailable") };
  const { code, retryAfter = 0 } = error;
  const { reason = code, bytes } = (error.details ?? {}) as Partial<Refusal>;
  if (GOES_ON.test(reason)) return { wait: 0, reason };
  return reason !== "unsent" && RETRYABLE.includes(code) ? { wait: retryAfter, reason } : { reason, bytes };
}
