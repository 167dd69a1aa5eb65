import { ChatError } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import { createRecent } from "./recent.ts";
import { hashToken, newToken } from "./tokens.ts";

/** `_id` is the token's hash. */
export interface VisitorToken extends Doc {
  visitorId: string;
  expiresAt: number;
  /** It was given for a proof of who they are. */
  signed?: true;
  /** Visitors whom the browser was before it was this one: what was written as them may still come. */
  was?: string[];
  /** The hash of the token that ends as soon as this one is used, and whose that is. */
  replaces?: { _id: string; visitorId: string };
}

/** Visitors that a token remembers the browser to have been. */
const MOST_WAS = 10;

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

/** How a token came to be. */
export interface Given {
  signed?: true;
  /** Whom the browser was before, if it was another visitor. */
  left?: string | undefined;
  /** The token it had before. */
  before?: string | undefined;
}

/** The tokens of visitors, of which only hashes are stored: a visitor's only credential. */
export function createVisitorTokens(store: Store, now: () => number) {
  const tokens = VISITOR_TOKENS.open(store);
  const recent = createRecent<VisitorToken>({ now });

  async function find(token: string, aside = false): Promise<VisitorToken> {
    const hash = hashToken(token);
    const found = await recent.get(hash, () => tokens.findOne({ _id: hash }));
    if (!found || found.expiresAt <= now()) throw new ChatError("unauthorized", "This visitor token is not valid.");
    if (!aside && found.expiresAt < now() + VISITOR_IDLE - DAY) {
      await tokens.update({ _id: hash }, { $max: { expiresAt: now() + VISITOR_IDLE } });
      recent.drop(hash);
    }
    return found;
  }

  /** Ends the token that this one took the place of: its browser has this one now. Answers whose it was. */
  async function endReplaced({ _id, replaces }: VisitorToken): Promise<string | undefined> {
    if (!replaces) return undefined;
    await tokens.remove({ _id: replaces._id });
    await tokens.update({ _id }, { $unset: { replaces: true } });
    for (const hash of [_id, replaces._id]) recent.drop(hash);
    return replaces.visitorId;
  }

  return {
    find,
    endReplaced,

    async giveToken(visitorId: string, { signed, left, before }: Given = {}): Promise<string> {
      const token = newToken("pv");
      const replaced = before === undefined ? undefined : await tokens.findOne({ _id: hashToken(before) });
      const was = [...(replaced?.was ?? []), ...(left === undefined ? [] : [left])].slice(-MOST_WAS);
      await tokens.insert({
        _id: hashToken(token),
        visitorId,
        expiresAt: now() + VISITOR_IDLE,
        ...(signed && { signed }),
        ...(was.length > 0 && { was }),
        ...(replaced && { replaces: { _id: replaced._id, visitorId: replaced.visitorId } }),
      });
      return token;
    },

    /** Whose token it is; nothing for one that is not valid. */
    async holder(token: string): Promise<VisitorToken | undefined> {
      const found = await tokens.findOne({ _id: hashToken(token) });
      return found && found.expiresAt > now() ? found : undefined;
    },

    /** Whether the browser was that visitor before it signed in. */
    async wasVisitor({ token, visitorId }: { token: string; visitorId: string }): Promise<{ was: boolean }> {
      return { was: (await find(token)).was?.includes(visitorId) ?? false };
    },

    /** Ends a token, and the one that it took the place of if that has not ended: then says whose that was. */
    async signOutVisitor({ token }: { token: string }): Promise<{ replaced?: string | undefined }> {
      const _id = hashToken(token);
      const { replaces } = (await tokens.findOne({ _id })) ?? {};
      for (const hash of [_id, ...(replaces ? [replaces._id] : [])]) {
        await tokens.remove({ _id: hash });
        recent.drop(hash);
      }
      return { ...(replaces && { replaced: replaces.visitorId }) };
    },

    async endAll(visitorId: string): Promise<void> {
      await tokens.remove({ visitorId });
      recent.dropWhere((token) => token.visitorId === visitorId);
    },

    async removeExpired(): Promise<void> {
      await tokens.remove({ expiresAt: { $lte: now() } });
    },
  };
}
