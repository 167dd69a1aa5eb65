import { ChatError } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import { createRecent } from "./recent.ts";
import { hashToken, newToken } from "./tokens.ts";

/** `_id` is the token's hash. */
interface VisitorToken extends Doc {
  visitorId: string;
  expiresAt: number;
}

/** Tokens go on after an erasure, as they say nothing; they end when their visitor wants to be forgotten. */
export const VISITOR_TOKENS = defineCollection<VisitorToken>("visitorTokens", {
  owner: "users",
  indexes: [{ on: ["visitorId"] }, { on: ["expiresAt"] }],
  whose: { visitor: "visitorId" },
  refersTo: ["visitors"],
});

const DAY = 86_400_000;
/** A token that nobody used for so long ends. */
export const VISITOR_IDLE = 180 * DAY;

/** The tokens that are visitors' only credential, as hashes. */
export function createVisitorTokens(store: Store, now: () => number) {
  const tokens = VISITOR_TOKENS.open(store);
  const recent = createRecent<VisitorToken>({ now });

  return {
    async make(visitorId: string): Promise<string> {
      const token = newToken("pv");
      await tokens.insert({ _id: hashToken(token), visitorId, expiresAt: now() + VISITOR_IDLE });
      return token;
    },

    /** Whose it is; `unauthorized` for one that is not valid. It is prolonged by being used. */
    async visitorOf(token: string): Promise<string> {
      const hash = hashToken(token);
      const found = await recent.get(hash, () => tokens.findOne({ _id: hash }));
      if (!found || found.expiresAt <= now()) throw new ChatError("unauthorized", "This visitor token is not valid.");
      if (found.expiresAt < now() + VISITOR_IDLE - DAY) {
        await tokens.update({ _id: hash }, { $max: { expiresAt: now() + VISITOR_IDLE } });
        recent.drop(hash);
      }
      return found.visitorId;
    },

    async end(visitorId: string): Promise<void> {
      await tokens.remove({ visitorId });
      recent.dropWhere((token) => token.visitorId === visitorId);
    },

    async removeExpired(): Promise<void> {
      await tokens.remove({ expiresAt: { $lte: now() } });
    },
  };
}
