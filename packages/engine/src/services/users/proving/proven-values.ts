import { createHmac } from "node:crypto";
import { ChatError } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import { mappedId } from "../../../text/mapped-id.ts";
import { type OwnKey, ownKey } from "../../own-key.ts";
import { type Audit, KEYS } from "../audit.ts";
import type { MergeAsked } from "../contacts/merging.ts";
import type { ProvenValue } from "../contract.ts";

/** That a platform, or a site, proved something of a visitor. What it is cannot be read from here: `key` is made of it with a key of the store's own. */
interface StoredProof extends Doc {
  key: string;
  visitorId: string;
  at: number;
  /** It was looked for others of whom the same is proven. It happens once: what members part afterwards stays so. */
  joined?: true;
}

export const PROVEN_VALUES = defineCollection<StoredProof>("provenValues", {
  owner: "users",
  indexes: [{ on: ["key", "at"] }, { on: ["visitorId"] }],
  whose: { visitor: "visitorId" },
  refersTo: ["visitors", "keys"],
});

export interface ProvenParts {
  store: Store;
  merge: (asked: MergeAsked) => Promise<unknown>;
  audit: Pick<Audit, "record">;
  now: () => number;
}

/** Joins those of whom the same is proven, wherever they write (SPEC K9). */
export function createProvenValues({ store, merge, audit, now }: ProvenParts) {
  const proofs = PROVEN_VALUES.open(store);
  const key = ownKey(KEYS.open<OwnKey>(store), "proven");

  async function keyOf({ kind, value }: ProvenValue): Promise<string | undefined> {
    const plain = PLAIN[kind](value);
    if (plain === undefined) return undefined;
    return createHmac("sha256", await key())
      .update(`${kind}\n${plain}`)
      .digest("base64url");
  }

  /** Joins a visitor with the first of the others. Who are proven to be different people stay apart, and members read so in the trail. */
  async function join(of: string, visitorId: string): Promise<void> {
    const others = await proofs.find({ key: of, visitorId: { $ne: visitorId } }, { sort: { at: 1 } });
    for (const other of others) {
      try {
        await merge({ into: other.visitorId, from: visitorId, how: "proof" });
        return;
      } catch (error) {
        if (ChatError.from(error).code !== "conflict") throw error;
        await audit.record({ action: "mergeRefused:proof", target: `${visitorId} > ${other.visitorId}`.slice(0, 100) });
      }
    }
  }

  return {
    /** Takes what is proven of a visitor. Resolves when they are one with others of whom the same is. Safe to repeat. */
    async take(visitorId: string, values: readonly ProvenValue[]): Promise<void> {
      for (const value of values) {
        const of = await keyOf(value);
        if (of === undefined) continue;
        const _id = mappedId(of, visitorId);
        if ((await proofs.findOne({ _id }))?.joined) continue;
        await proofs.insert({ _id, key: of, visitorId, at: now() });
        await join(of, visitorId);
        await proofs.update({ _id }, { $set: { joined: true } });
      }
    },

    async forget(visitorIds: readonly string[]): Promise<void> {
      if (visitorIds.length > 0) await proofs.remove({ visitorId: { $in: visitorIds } });
    },
  };
}

const MOST = 320;

/** What is the same however it is written; nothing where it proves nothing, as a number without its country. */
const PLAIN: Readonly<Record<ProvenValue["kind"], (value: string) => string | undefined>> = {
  email: (value) => whole(value.toLowerCase(), /^[^\s@]+@[^\s@]+$/),
  phone: (value) => whole(value.replaceAll(/[\s().-]/g, "").replace(/^00/, "+"), /^\+\d{7,15}$/),
  unionid: (value) => whole(value, /^\S+$/),
  telegram: (value) => whole(value, /^\d+$/),
};

function whole(value: string, form: RegExp): string | undefined {
  const plain = value.trim();
  return plain.length <= MOST && form.test(plain) ? plain : undefined;
}
