import { newId } from "@parley/protocol";
import type { Doc, Store } from "../../store/store.ts";
import type { AuditEntry } from "./contract.ts";

type AuditDoc = Doc & AuditEntry;

/** The trail of who did what. It is only ever added to. */
export function createAudit(store: Store, now: () => number) {
  const trail = store.collection<AuditDoc>("audit", [{ on: ["at"] }]);
  let latest = 0;
  return {
    async record({ by, action, target }: Omit<AuditEntry, "at">) {
      // Never the same moment twice, so that the order is the one in which things were done and pages have no seam.
      latest = Math.max(now(), latest + 1);
      await trail.insert({ _id: newId(latest), at: latest, action, target, ...(by !== undefined && { by }) });
      return {};
    },
    async audit({ before, limit }: { before?: number | undefined; limit: number }): Promise<AuditEntry[]> {
      const past = before === undefined ? {} : { at: { $lt: before } };
      const found = await trail.find(past, { sort: { at: -1, _id: -1 }, limit });
      return found.map(({ _id, ...entry }) => entry);
    },
  };
}
export type Audit = ReturnType<typeof createAudit>;
