import { createHash } from "node:crypto";
import { ChatError } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";

interface Failures extends Doc {
  failures: number;
  blockedUntil: number;
  expiresAt: number;
}

export const FAILURES = defineCollection<Failures>("signInFailures", {
  owner: "users",
  indexes: [{ on: ["expiresAt"] }],
});

/** Attempts in a row that cost no waiting. */
export const FREE_ATTEMPTS = 5;
const FIRST_DELAY = 30_000;
const LONGEST_DELAY = 15 * 60_000;
/** After so long without an attempt all is forgiven. */
const FORGIVEN = 60 * 60_000;

/** Milliseconds to wait after that many failures in a row. */
export function delayAfter(failures: number, free = FREE_ATTEMPTS): number {
  return failures < free ? 0 : Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - free));
}

/** Attempts at one account from addresses that nobody got in from, in a row, that cost no waiting. */
export const FREE_FROM_STRANGERS = 20;
/** An address from which somebody got in is known for so long. */
const KNOWN_FOR = 90 * 24 * 60 * 60_000;

/** `_id` is a hash of the account and the address. */
interface Known extends Doc {
  expiresAt: number;
}

export const KNOWN_ADDRESSES = defineCollection<Known>("knownAddresses", {
  owner: "users",
  indexes: [{ on: ["expiresAt"] }],
});

/**
 * Slows guessing of passwords down, for each pair of account and address, and for each account over all addresses, of which some have
 * many. Nobody can lock others out of their account from elsewhere: an address from which they got in before is not held up by what strangers
 * do. Kept in the store, so that neither a restart nor another node gives new attempts.
 */
export function createThrottle(store: Store, now: () => number) {
  const attempts = FAILURES.open(store);
  const knownAddresses = KNOWN_ADDRESSES.open(store);
  const keyOf = (email: string, address = "") =>
    createHash("sha256").update(`${email}\n${address}`).digest("base64url");
  const accountOf = (email: string) => keyOf(email, "every address");

  async function count(_id: string, free: number): Promise<void> {
    for (;;) {
      const before = await attempts.findOne({ _id });
      if (before && before.blockedUntil > now()) throw tooMany(before.blockedUntil - now());
      const failures = before && before.expiresAt > now() ? before.failures + 1 : 1;
      const blockedUntil = now() + delayAfter(failures, free);
      const counted = { failures, blockedUntil, expiresAt: now() + FORGIVEN };
      const stored = before
        ? await attempts.update({ _id, failures: before.failures, expiresAt: before.expiresAt }, { $set: counted })
        : await attempts.insert({ _id, ...counted });
      if (stored) return;
    }
  }

  return {
    /**
     * Counts an attempt before it is made, so that many at once gain nothing. Throws `tooMany` while it is too early. Resolves to whether
     * somebody got into this account from there before.
     */
    async attempt(email: string, address?: string): Promise<boolean> {
      const _id = keyOf(email, address);
      const known = (await knownAddresses.findOne({ _id, expiresAt: { $gt: now() } })) !== undefined;
      await count(_id, FREE_ATTEMPTS);
      if (!known) await count(accountOf(email), FREE_FROM_STRANGERS);
      return known;
    },

    /** Forgets the failures of who got in, and knows the address. */
    async passed(email: string, address?: string): Promise<void> {
      const _id = keyOf(email, address);
      await attempts.remove({ _id });
      await knownAddresses.update({ _id }, { $max: { expiresAt: now() + KNOWN_FOR } }, { upsert: true });
    },

    async removeExpired(): Promise<void> {
      await attempts.remove({ expiresAt: { $lte: now() } });
      await knownAddresses.remove({ expiresAt: { $lte: now() } });
    },
  };
}
export type Throttle = ReturnType<typeof createThrottle>;

function tooMany(retryAfter: number): ChatError {
  return new ChatError("tooMany", "Too many attempts to sign in. Please wait a while.", { retryAfter });
}
