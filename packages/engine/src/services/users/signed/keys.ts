import { randomBytes } from "node:crypto";
import { ChatError, type IdentityKey as Shown, newId, type NewIdentityKey } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { Audit } from "../audit.ts";

/** A key with which a site signs who its users are. An HMAC is checked with the secret itself, so that no hash can be kept in its place. */
interface IdentityKey extends Doc {
  inboxId: string;
  /** From 1: which of the live ones it is. */
  slot: number;
  secret: string;
  at: number;
}

/** Unique on the slot, so that there are never more than `LIVE`, however many admins make some at once. */
export const IDENTITY_KEYS = defineCollection<IdentityKey>("identityKeys", {
  owner: "users",
  indexes: [{ on: ["inboxId", "slot"], unique: true }],
});

/** Keys of an inbox that are valid at once: a new one, and the one before it until all of the site's servers have the new one. */
export const LIVE = 2;
/** Of the secret, shown so that people can tell keys apart. */
const HINT = 4;

/** The keys of inboxes. A secret is told once, to who makes it; it never leaves this service again. */
export function createKeys(store: Store, audit: Audit, now: () => number) {
  const keys = IDENTITY_KEYS.open(store);

  return {
    live: (inboxId: string): Promise<IdentityKey[]> => keys.find({ inboxId }, { sort: { at: 1, _id: 1 } }),

    async shown(inboxId: string): Promise<Shown[]> {
      return (await this.live(inboxId)).map(show);
    },

    async make(inboxId: string, by: string): Promise<NewIdentityKey> {
      const key = { _id: newId(now()), inboxId, secret: `pk_${randomBytes(32).toString("base64url")}`, at: now() };
      for (let slot = 1; slot <= LIVE; slot++) {
        if (!(await keys.insert({ ...key, slot }))) continue;
        await audit.record({ by, action: "identityKeyMade", target: `${inboxId}/${key._id}` });
        return { ...show(key), secret: key.secret };
      }
      throw new ChatError("conflict", "Two keys are live already. End one first.");
    },

    async end(inboxId: string, keyId: string, by: string): Promise<void> {
      const ended = await keys.remove({ _id: keyId, inboxId });
      if (ended > 0) await audit.record({ by, action: "identityKeyEnded", target: `${inboxId}/${keyId}` });
    },
  };
}

const show = ({ _id, at, secret }: Omit<IdentityKey, "slot">): Shown => ({
  id: _id,
  createdAt: at,
  hint: secret.slice(-HINT),
});

export type Keys = ReturnType<typeof createKeys>;
