import { ChatError, type Member, type PasswordChange, type SignIn } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import type { Audit } from "./audit.ts";
import { type MemberDoc, type Members, toMember } from "./members.ts";
import type { Passwords } from "./passwords.ts";
import { checkChoice } from "./choice.ts";
import type { Claimant } from "./places.ts";
import type { Proof } from "./proof.ts";
import { createRecent } from "./recent.ts";
import type { Throttle } from "./throttle.ts";
import { hashToken, newToken } from "./tokens.ts";

/** `_id` is the token's hash. */
interface SessionDoc extends Doc {
  memberId: string;
  createdAt: number;
  lastUsedAt: number;
  expiresAt: number;
}

export const SESSIONS = defineCollection<SessionDoc>("sessions", {
  owner: "users",
  indexes: [{ on: ["memberId"] }, { on: ["expiresAt"] }],
  refersTo: ["members"],
});

const HOUR = 3_600_000;
/** A session that nobody used for so long ends. */
export const SESSION_IDLE = 12 * HOUR;
/** A session ends after so long however much it is used. */
export const SESSION_LONGEST = 30 * 24 * HOUR;
/** Smallest prolongation that is worth a write. */
const STEP = 5 * 60_000;

export interface SessionParts {
  store: Store;
  members: Members;
  passwords: Passwords;
  throttle: Throttle;
  prove: Proof;
  audit: Audit;
  now: () => number;
}

/** Signing in to the console, and what keeps a member signed in. */
export function createSessions({ store, members, passwords, throttle, prove, audit, now }: SessionParts) {
  const sessions = SESSIONS.open(store);
  const recent = createRecent<SessionDoc>({ now });

  async function start(member: MemberDoc): Promise<{ member: Member; token: string; expiresAt: number }> {
    const token = newToken("ps");
    const at = now();
    const times = { createdAt: at, lastUsedAt: at, expiresAt: at + SESSION_IDLE };
    await sessions.insert({ _id: hashToken(token), memberId: member._id, ...times });
    await members.seen(member._id);
    return { member: toMember({ ...member, lastSeenAt: at }), token, expiresAt: at + SESSION_LONGEST };
  }

  async function prolong({ _id, memberId, createdAt }: SessionDoc): Promise<void> {
    const expiresAt = Math.min(now() + SESSION_IDLE, createdAt + SESSION_LONGEST);
    await sessions.update({ _id }, { $max: { lastUsedAt: now(), expiresAt } });
    recent.drop(_id);
    await members.seen(memberId);
  }

  /** Whoever fails learns nothing: one sentence and about the same work whether the account exists or not. */
  async function checkPassword({ email, password }: SignIn, who: Claimant, address?: string): Promise<MemberDoc> {
    const member = await members.byEmail(email);
    const right = await passwords.matches(member?.password, password, who);
    if (member && right && !member.disabled) return member;
    await audit.record({ action: "signInFailed", target: await audit.pseudonym(email), address });
    throw new ChatError("unauthorized", "The e-mail address or the password is wrong.");
  }

  async function memberOf({ token, aside }: { token: string; aside?: boolean | undefined }): Promise<MemberDoc> {
    const hash = hashToken(token);
    const session = await recent.get(hash, () => sessions.findOne({ _id: hash }));
    const member = session && session.expiresAt > now() ? await members.byId(session.memberId) : undefined;
    if (!session || !member || member.disabled) throw new ChatError("unauthorized", "Please sign in.");
    if (!aside && session.lastUsedAt <= now() - STEP) await prolong(session);
    return member;
  }

  return {
    start,

    async signIn({ email, password, address }: SignIn & { address?: string | undefined }) {
      const known = await throttle.attempt(email, address).catch(async (cause: unknown) => {
        await audit.record({ action: "signInThrottled", target: await audit.pseudonym(email), address });
        throw cause;
      });
      const member = await checkPassword({ email, password }, { source: address ?? email, known }, address);
      await throttle.passed(email, address);
      if (member.password && passwords.outdated(member.password)) {
        await members.rehash(member._id, member.password, await passwords.hash(password));
      }
      await audit.record({ by: member._id, action: "signIn", target: member._id, address });
      const { linkMadeAt } = member;
      if (linkMadeAt === undefined) return start(member);
      await members.heardOfLink(member._id);
      return { ...(await start(member)), linkMadeAt };
    },

    async signOut({ token, address }: { token: string; address?: string | undefined }) {
      const _id = hashToken(token);
      const session = await sessions.findOne({ _id });
      await sessions.remove({ _id });
      recent.drop(_id);
      if (session) await audit.record({ by: session.memberId, action: "signOut", target: session.memberId, address });
      return {};
    },

    session: async (asked: Parameters<typeof memberOf>[0]): Promise<Member> => toMember(await memberOf(asked)),

    /** Whoever found a console left open can neither guess on nor stay: attempts count, and all other sessions end. */
    async changePassword({
      token,
      current,
      password,
      address,
    }: PasswordChange & { token: string; address?: string | undefined }) {
      const member = await prove({ by: (await memberOf({ token }))._id, current, address });
      const { _id: by } = member;
      await checkChoice(password, member);
      await members.setPassword(by, await passwords.hash(password));
      const kept = hashToken(token);
      await sessions.remove({ memberId: by, _id: { $ne: kept } });
      recent.dropWhere((session) => session.memberId === by && session._id !== kept);
      await audit.record({ by, action: "setPassword", target: by });
      return {};
    },

    async endAll(memberId: string): Promise<void> {
      await sessions.remove({ memberId });
      recent.dropWhere((session) => session.memberId === memberId);
    },

    async removeExpired(): Promise<void> {
      await sessions.remove({ expiresAt: { $lte: now() } });
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
