import { FIRST_INBOX, type Page, type Proof, type RefusedField } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import { mappedId } from "../../../text/mapped-id.ts";
import type { Proving as ProvenAcross } from "../proving/proving.ts";
import type { Visitors } from "../visitors.ts";
import type { Keys } from "./keys.ts";
import { type Refused, verifyProof } from "./verify.ts";

/** Which visitor a site's user is. `_id` is a hash of the inbox and the user's id, or says that the visitor was one before they signed in. */
interface SignedUser extends Doc {
  visitorId: string;
  at: number;
}

/**
 * One visitor is never two users: of two browsers that prove the same, or two users who prove from one visitor, one is first. It goes on after an
 * erasure by age, as tokens do; it ends when the visitor, or a member for them, wants them to be forgotten.
 */
export const SIGNED_USERS = defineCollection<SignedUser>("signedUsers", {
  owner: "users",
  indexes: [{ on: ["visitorId"], unique: true }],
  whose: { visitor: "visitorId" },
  refersTo: ["visitors"],
});

export interface SignInParts {
  store: Store;
  visitors: Pick<
    Visitors,
    "add" | "holder" | "endReplaced" | "introduce" | "giveToken" | "byId" | "drop" | "verifyVisitor"
  >;
  keys: Pick<Keys, "live">;
  across: Pick<ProvenAcross, "take">;
  now: () => number;
}

export interface Proving {
  inboxId: string;
  proof: Proof;
  /** Of the browser, from before. */
  token?: string | undefined;
  locale: string;
  page?: Page | undefined;
  browser?: string | undefined;
}

/** Who a browser is from now on, and by which token. */
export interface SignedIn {
  visitorId: string;
  token: string;
  userId: string;
  isNew: boolean;
  /** Whom the browser was before, if that is another visitor; `anonymous`: nobody had proven to be them. */
  left?: { visitorId: string; anonymous: boolean } | undefined;
  /** Whose token ended just now, because this one took its place and is used. */
  replaced?: string | undefined;
  /** What the proof said and could not be taken. */
  fields: RefusedField[];
}

/** Signs visitors in by what their site proves (SPEC I6). */
export function createSignIn({ store, visitors, keys, across, now }: SignInParts) {
  const users = SIGNED_USERS.open(store);

  const isSigned = async (visitorId: string) => (await users.findOne({ visitorId })) !== undefined;

  /** The visitor who is the user, or becomes them now: the anonymous one of the browser, or a new one. */
  async function visitorOf(userId: string, { inboxId, locale, page, browser }: Proving, anonymous: string | undefined) {
    const _id = mappedId(inboxId, userId);
    const known = await users.findOne({ _id });
    if (known) return { visitorId: known.visitorId, isNew: false };
    const visitorId = anonymous ?? (await visitors.add({ locale, page, browser, inboxId })).id;
    if (await users.insert({ _id, visitorId, at: now() })) return { visitorId, isNew: anonymous === undefined };
    // Somebody was first: with this user, or with this visitor.
    if (anonymous === undefined) await visitors.drop(visitorId);
    return await visitorOf(userId, { inboxId, locale, page, browser } as Proving, undefined);
  }

  /** The token that the browser has in this inbox. Whom it is in another one is nothing to this one. */
  async function tokenIn(inboxId: string, token: string | undefined) {
    const held = token === undefined ? undefined : await visitors.holder(token);
    const visitor = held && (await visitors.byId(held.visitorId));
    if (!held || (visitor && (visitor.inboxId ?? FIRST_INBOX) !== inboxId)) return undefined;
    return { ...held, token: token as string };
  }

  /** Gives the browser a token for who it is now. One from before the proof is worth no more than it was: somebody else may know it. */
  async function tokenFor(visitorId: string, before: Awaited<ReturnType<typeof tokenIn>>) {
    if (!before) return { token: await visitors.giveToken(visitorId, { signed: true }) };
    const { token } = before;
    const given = { signed: true as const, before: token };
    if (before.visitorId === visitorId) {
      if (!before.signed) return { token: await visitors.giveToken(visitorId, given) };
      return { token, replaced: await visitors.endReplaced(before) };
    }
    // Whom they were is theirs, and becomes nobody else.
    const { visitorId: left, signed = false } = before;
    if (!signed) await users.insert({ _id: `left:${left}`, visitorId: left, at: now() });
    return {
      token: await visitors.giveToken(visitorId, { ...given, left }),
      left: { visitorId: left, anonymous: !signed },
    };
  }

  return {
    async prove(proving: Proving): Promise<SignedIn | { refused: Refused }> {
      const { inboxId, proof, token } = proving;
      const proven = await verifyProof(proof, { keys: await keys.live(inboxId), inboxId, now: now() });
      if ("code" in proven) return { refused: proven };
      const { userId, said, values } = proven;
      const before = await tokenIn(inboxId, token);
      const anonymous = before && !(await isSigned(before.visitorId)) ? before.visitorId : undefined;
      const { visitorId, isNew } = await visitorOf(userId, proving, anonymous);
      await visitors.verifyVisitor({ visitorId, userId });
      const { refused: fields } = await visitors.introduce({ visitorId, said: { ...said, userId }, proven: true });
      if (values) await across.take(visitorId, values);
      return { visitorId, userId, fields, isNew, ...(await tokenFor(visitorId, before)) };
    },

    /** Who was proven to be somebody wants to be forgotten. */
    async forgetUser(visitorId: string): Promise<void> {
      await users.remove({ visitorId });
    },
  };
}
