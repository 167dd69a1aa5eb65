import { createHash } from "node:crypto";
import { ChatError } from "@parley/protocol";
import type { Doc, Store } from "../../store/store.ts";

interface Failures extends Doc {
  failures: number;
  blockedUntil: number;
  expiresAt: number;
}

/** Attempts in a row that cost no waiting. */
export const FREE_ATTEMPTS = 5;
const FIRST_DELAY = 30_000;
const LONGEST_DELAY = 15 * 60_000;
/** After so long without an attempt all is forgiven. */
const FORGIVEN = 60 * 60_000;

/** Milliseconds to wait after that many failures in a row. */
export function delayAfter(failures: number): number {
  return failures < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - FREE_ATTEMPTS));
}

/**
 * Slows guessing of passwords down, for each pair of account and address: nobody can lock others out of their account from
 * elsewhere. Kept in the store, so that neither a restart nor another node gives new attempts.
 */
export function createThrottle(store: Store, now: () => number) {
  const attempts = store.collection<Failures>("signInFailures", [{ on: ["expiresAt"] }]);
  const keyOf = (email: string, address = "") =>
    createHash("sha256").update(`${email}\n${address}`).digest("base64url");

  return {
    /** Counts an attempt before it is made, so that many at once gain nothing. Throws `tooMany` while it is too early. */
    async attempt(email: string, address?: string): Promise<void> {
      const _id = keyOf(email, address);
      for (;;) {
        const before = await attempts.findOne({ _id });
        if (before && before.blockedUntil > now()) throw tooMany(before.blockedUntil - now());
        const failures = before && before.expiresAt > now() ? before.failures + 1 : 1;
        const counted = { failures, blockedUntil: now() + delayAfter(failures), expiresAt: now() + FORGIVEN };
        const stored = before
          ? await attempts.update({ _id, failures: before.failures, expiresAt: before.expiresAt }, { $set: counted })
          : await attempts.insert({ _id, ...counted });
        if (stored) return;
      }
    },

    /** Forgets the failures of who got in. */
    async passed(email: string, address?: string): Promise<void> {
      await attempts.remove({ _id: keyOf(email, address) });
    },

    async removeExpired(): Promise<void> {
      await attempts.remove({ expiresAt: { $lte: now() } });
    },
  };
}
export type Throttle = ReturnType<typeof createThrottle>;

function tooMany(retryAfter: number): ChatError {
  return new ChatError("tooMany", "Too many attempts to sign in. Please wait a while.", { retryAfter });
}
