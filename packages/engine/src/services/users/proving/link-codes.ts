import { randomInt } from "node:crypto";
import { ChatError } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import { LINK_LETTERS, plainCode } from "../../../text/link-code.ts";
import type { MergeAsked } from "../contacts/merging.ts";
import type { LinkOutcome } from "../contract.ts";
import type { Throttle } from "../throttle.ts";
import { hashToken } from "../tokens.ts";
import type { VisitorDoc } from "../visitor-profiles.ts";

/** A code with which who is signed in shows that somebody on another channel is them, too. `_id` is its hash. */
interface LinkCode extends Doc {
  visitorId: string;
  expiresAt: number;
  /** Who sent it: nobody else can. Empty until then. */
  usedBy: string;
}

export const LINK_CODES = defineCollection<LinkCode>("linkCodes", {
  owner: "users",
  indexes: [{ on: ["visitorId"] }, { on: ["expiresAt"] }],
  whose: { visitor: "visitorId" },
  refersTo: ["visitors"],
});

/** Milliseconds for which a code holds. */
export const LINK_HOLDS = 10 * 60_000;
/** Its length: of 30 letters each. */
const LETTERS = 8;

export interface LinkParts {
  store: Store;
  byId: (visitorId: string) => Promise<VisitorDoc | undefined>;
  merge: (asked: MergeAsked) => Promise<unknown>;
  throttle: Pick<Throttle, "attempt" | "passed">;
  now: () => number;
}

/** Codes that are sent on another channel to be recognised there (SPEC K10). */
export function createLinkCodes({ store, byId, merge, throttle, now }: LinkParts) {
  const codes = LINK_CODES.open(store);
  const made = () => Array.from({ length: LETTERS }, () => LINK_LETTERS[randomInt(LINK_LETTERS.length)]).join("");

  async function join(code: LinkCode, visitorId: string): Promise<LinkOutcome> {
    try {
      await merge({ into: code.visitorId, from: visitorId, how: "proof" });
      return { is: "linked", visitorId: code.visitorId };
    } catch (error) {
      if (ChatError.from(error).code !== "conflict") throw error;
      return { is: "somebodyElse" };
    }
  }

  return {
    /** A new code of who is signed in; the one before it holds no more. `forbidden` for others, `tooMany` if asked for too often. */
    async makeLinkCode({ visitorId }: { visitorId: string }): Promise<{ code: string; expiresAt: number }> {
      const visitor = await byId(visitorId);
      if (!visitor?.verified) {
        throw new ChatError("forbidden", "Only who is signed in can be recognised elsewhere.", {
          details: { reason: "identity" },
        });
      }
      await throttle.attempt(`link codes of ${visitorId}`);
      const code = made();
      const expiresAt = now() + LINK_HOLDS;
      await codes.remove({ visitorId });
      await codes.insert({ _id: hashToken(code), visitorId, expiresAt, usedBy: "" });
      return { code, expiresAt };
    },

    /** What comes of a code that somebody sent. Safe to repeat. */
    async useLinkCode({ code, visitorId }: { code: string; visitorId: string }): Promise<LinkOutcome> {
      const who = `link codes from ${visitorId}`;
      const _id = hashToken(plainCode(code));
      const again = await codes.findOne({ _id, usedBy: visitorId });
      if (again) return await join(again, visitorId);
      try {
        await throttle.attempt(who);
      } catch (error) {
        if (ChatError.from(error).code === "tooMany") return { is: "tooMany" };
        throw error;
      }
      const found = await codes.update({ _id, usedBy: "", expiresAt: { $gt: now() } }, { $set: { usedBy: visitorId } });
      if (!found) return { is: "wrong" };
      await throttle.passed(who);
      return await join(found, visitorId);
    },

    async forget(visitorIds: readonly string[]): Promise<void> {
      if (visitorIds.length > 0) await codes.remove({ visitorId: { $in: visitorIds } });
    },

    async removeExpired(): Promise<void> {
      await codes.remove({ expiresAt: { $lte: now() } });
    },
  };
}
