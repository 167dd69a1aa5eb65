import { createHash, randomInt } from "node:crypto";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import { mappedId } from "../../text/mapped-id.ts";
import type { Audit } from "./audit.ts";
import type { Users } from "./contract.ts";
import { type Members, toMember } from "./members.ts";

/** A member of the team, as somebody else's house calls them. */
interface StoredLink extends Doc {
  bridgeId: string;
  externalId: string;
  memberId: string;
  at: number;
}

/** `_id` is the code's hash. */
interface StoredCode extends Doc {
  memberId: string;
  expiresAt: number;
}

export const BRIDGE_LINKS = defineCollection<StoredLink>("bridgeLinks", {
  owner: "users",
  indexes: [{ on: ["memberId"] }],
  refersTo: ["members"],
});

export const BRIDGE_CODES = defineCollection<StoredCode>("bridgeCodes", {
  owner: "users",
  indexes: [{ on: ["memberId"] }, { on: ["expiresAt"] }],
  refersTo: ["members"],
});

/** Milliseconds in which a code is typed. */
const KEPT = 600_000;
/** No letter or digit that is taken for another one. */
const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const LENGTH = 10;

/** Who ends what nobody ended. */
const ENGINE = "engine";

const newCode = () => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
const hashOf = (code: string) => createHash("sha256").update(code.trim().toUpperCase()).digest("base64url");
const idOf = (bridgeId: string, externalId: string) => mappedId(bridgeId, externalId);

type Calls =
  | "makeBridgeCode"
  | "linkBridge"
  | "bridgeMember"
  | "bridgeLinks"
  | "unlinkBridge"
  | "unlinkHouse"
  | "leaveBridge";

interface BridgedParts {
  store: Store;
  members: Pick<Members, "byId">;
  audit: Pick<Audit, "record">;
  now: () => number;
}

/** Who members of the team are in houses in which they answer. Only who holds a code of the console's is linked. */
export function createBridged({ store, members, audit, now }: BridgedParts) {
  const links = BRIDGE_LINKS.open(store);
  const codes = BRIDGE_CODES.open(store);

  async function active(memberId: string | undefined) {
    const member = memberId === undefined ? undefined : await members.byId(memberId);
    return member && !member.disabled ? member : undefined;
  }

  async function end(link: StoredLink, by: string): Promise<{ ended: boolean }> {
    if ((await links.remove({ _id: link._id })) === 0) return { ended: false };
    await audit.record({ by, action: "unlinkBridge", target: `${link.memberId} ${link.bridgeId}`.slice(0, 100) });
    return { ended: true };
  }

  const calls: Pick<Users, Calls> = {
    async makeBridgeCode({ memberId }) {
      const code = newCode();
      const expiresAt = now() + KEPT;
      await codes.remove({ memberId });
      await codes.insert({ _id: hashOf(code), memberId, expiresAt });
      return { code, expiresAt };
    },

    async linkBridge({ bridgeId, externalId, code }) {
      const known = await codes.findOne({ _id: hashOf(code), expiresAt: { $gt: now() } });
      const member = await active(known?.memberId);
      // Of two who type it at once one is first.
      if (!known || !member || (await codes.remove({ _id: known._id })) === 0) return {};
      const _id = idOf(bridgeId, externalId);
      const linked = { bridgeId, externalId, memberId: member._id, at: now() };
      await links.update({ _id }, { $set: linked }, { upsert: true });
      const target = `${member._id} ${bridgeId}`.slice(0, 100);
      await audit.record({ by: member._id, action: "linkBridge", target });
      return { member: toMember(member) };
    },

    async bridgeMember({ bridgeId, externalId }) {
      const link = await links.findOne({ _id: idOf(bridgeId, externalId) });
      const member = await active(link?.memberId);
      return member ? { member: toMember(member) } : {};
    },

    async bridgeLinks({ memberId }) {
      const found = await links.find(memberId === undefined ? {} : { memberId }, { sort: { at: 1, _id: 1 } });
      return found.map(({ _id, ...link }) => ({ id: _id, ...link }));
    },

    async unlinkBridge({ id, memberId, by }) {
      const link = await links.findOne({ _id: id, ...(memberId !== undefined && { memberId }) });
      return link ? await end(link, by) : { ended: false };
    },

    async unlinkHouse({ bridgeId }) {
      for (const link of await links.find({ bridgeId })) await end(link, ENGINE);
      return {};
    },

    async leaveBridge({ bridgeId, externalId }) {
      const link = await links.findOne({ _id: idOf(bridgeId, externalId) });
      return link ? await end(link, link.memberId) : { ended: false };
    },
  };

  return {
    calls,
    /** Ends all of a member's: who may not be here any more answers from nowhere. */
    async endAll(memberId: string): Promise<void> {
      await links.remove({ memberId });
      await codes.remove({ memberId });
    },
    async removeExpired(): Promise<void> {
      await codes.remove({ expiresAt: { $lte: now() } });
    },
  };
}
