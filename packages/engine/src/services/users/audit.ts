import { createHmac } from "node:crypto";
import { type Chained, linked } from "./audit-chain.ts";
import { newId } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import { type OwnKey, ownKey } from "../own-key.ts";
import type { AuditEntry } from "./contract.ts";

export type AuditDoc = Doc & AuditEntry & Partial<Chained>;

/** The collection of the trail. Its unique numbers make it one chain, however many nodes add to it. */
export const AUDIT = defineCollection<AuditDoc>("audit", {
  owner: "users",
  indexes: [{ on: ["at"] }, { on: ["number"], unique: true }],
  refersTo: ["keys"],
});

/** A key that never leaves the store: who has only the trail cannot try addresses on it. */
export const KEYS = defineCollection<OwnKey>("keys", { owner: "users" });

/** Milliseconds that entries are kept. */
export const AUDIT_KEPT = 400 * 24 * 3_600_000;

/** The trail of who did what: a chain, see `audit-chain.ts`. It is only ever added to, and forgets what is older than `AUDIT_KEPT`. */
export function createAudit(store: Store, now: () => number) {
  const trail = AUDIT.open(store);
  const key = ownKey(KEYS.open(store), "audit");
  let latest = 0;

  /** Here one after the other; of two nodes that add at once one is refused by the number, and takes the next. */
  let adding: Promise<unknown> = Promise.resolve();

  async function add({ by, action, target, address }: Omit<AuditEntry, "at">): Promise<void> {
    // Never the same moment twice, so that the order is the one in which things were done and pages have no seam.
    latest = Math.max(now(), latest + 1);
    const known = { ...(by !== undefined && { by }), ...(address !== undefined && { address }) };
    const entry = { _id: newId(latest), at: latest, action, target, ...known };
    for (;;) {
      const [last] = await trail.find({ number: { $gt: 0 } }, { sort: { number: -1 }, limit: 1 });
      if (await trail.insert({ ...entry, ...linked(entry, last) })) return;
      // That it was inserted may not have been heard.
      if (await trail.findOne({ _id: entry._id })) return;
    }
  }

  return {
    record(entry: Omit<AuditEntry, "at">): Promise<Record<string, never>> {
      const added = adding.then(() => add(entry));
      adding = added.catch(() => {});
      return added.then(() => ({}));
    },
    async audit({ before, limit }: { before?: number | undefined; limit: number }): Promise<AuditEntry[]> {
      const past = before === undefined ? {} : { at: { $lt: before } };
      const found = await trail.find(past, { sort: { at: -1, _id: -1 }, limit });
      return found.map(({ _id, number: _number, hash: _hash, ...entry }) => entry);
    },
    /** What stands for an e-mail address that is no member's, or may not be: the same for the same one. */
    async pseudonym(email: string): Promise<string> {
      return `email:${createHmac("sha256", await key())
        .update(email)
        .digest("base64url")
        .slice(0, 22)}`;
    },
    async removeExpired(): Promise<void> {
      await trail.remove({ at: { $lte: now() - AUDIT_KEPT } });
    },
  };
}
export type Audit = ReturnType<typeof createAudit>;
