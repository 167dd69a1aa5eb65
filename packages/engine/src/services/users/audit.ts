import { createHmac, randomBytes } from "node:crypto";
import { newId } from "@parley/protocol";
import type { Doc, Store } from "../../store/store.ts";
import type { AuditEntry } from "./contract.ts";

type AuditDoc = Doc & AuditEntry;

/** A key that never leaves the store: who has only the trail cannot try addresses on it. */
interface Key extends Doc {
  key: string;
}

/** Milliseconds that entries are kept. */
export const AUDIT_KEPT = 400 * 24 * 3_600_000;

/** The trail of who did what. It is only ever added to, and forgets what is older than `AUDIT_KEPT`. */
export function createAudit(store: Store, now: () => number) {
  const trail = store.collection<AuditDoc>("audit", [{ on: ["at"] }]);
  const keys = store.collection<Key>("keys");
  let latest = 0;
  let key: Promise<string> | undefined;

  async function loadKey(): Promise<string> {
    await keys.insert({ _id: "audit", key: randomBytes(32).toString("base64url") });
    return (await keys.findOne({ _id: "audit" }))?.key ?? "";
  }

  return {
    async record({ by, action, target, address }: Omit<AuditEntry, "at">) {
      // Never the same moment twice, so that the order is the one in which things were done and pages have no seam.
      latest = Math.max(now(), latest + 1);
      const known = { ...(by !== undefined && { by }), ...(address !== undefined && { address }) };
      await trail.insert({ _id: newId(latest), at: latest, action, target, ...known });
      return {};
    },
    async audit({ before, limit }: { before?: number | undefined; limit: number }): Promise<AuditEntry[]> {
      const past = before === undefined ? {} : { at: { $lt: before } };
      const found = await trail.find(past, { sort: { at: -1, _id: -1 }, limit });
      return found.map(({ _id, ...entry }) => entry);
    },
    /** What stands for an e-mail address that is no member's, or may not be: the same for the same one. */
    async pseudonym(email: string): Promise<string> {
      const secret = await (key ??= loadKey());
      return `email:${createHmac("sha256", secret).update(email).digest("base64url").slice(0, 22)}`;
    },
    async removeExpired(): Promise<void> {
      await trail.remove({ at: { $lte: now() - AUDIT_KEPT } });
    },
  };
}
export type Audit = ReturnType<typeof createAudit>;
