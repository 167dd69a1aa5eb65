import type { Store } from "../../store/store.ts";
import { implement } from "../../rpc/contract.ts";
import { createAudit } from "./audit.ts";
import { createBridged } from "./bridged.ts";
import { createAvailability } from "./availability.ts";
import { users, type Users } from "./contract.ts";
import { createInvitations } from "./invitations.ts";
import { createContacts } from "./contacts/contacts.ts";
import { createMentions } from "./mentions.ts";
import { createMembers, toMember } from "./members.ts";
import { createPasswords } from "./passwords.ts";
import { createProof } from "./proof.ts";
import { createProving } from "./proving/proving.ts";
import { createSessions } from "./sessions.ts";
import { createSetup } from "./setup.ts";
import { createKeys } from "./signed/keys.ts";
import { createSignIn } from "./signed/sign-in.ts";
import { createThrottle } from "./throttle.ts";
import { createVisitors, VISITORS } from "./visitors.ts";

export interface UsersParts {
  store: Store;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Milliseconds between two removals of what has expired. Nothing depends on it: expired tokens are refused anyway. */
const SWEEP = 3_600_000;

/** Who people are: visitors and the members of the team, with the tokens, passwords and sessions that prove it. */
export function createUsers({ store, now = Date.now }: UsersParts): Users {
  const audit = createAudit(store, now);
  const throttle = createThrottle(store, now);
  const passwords = createPasswords();
  const contacts = createContacts({ store, visitors: VISITORS.open(store), audit, now });
  const visitors = createVisitors(store, now, contacts);
  const members = createMembers(store, audit, now);
  const prove = createProof({ members, passwords, throttle, audit });
  const sessions = createSessions({ store, members, passwords, throttle, prove, audit, now });
  const invitations = createInvitations(store, members, now);
  const setup = createSetup({ members, invitations, passwords, sessions, prove, throttle, audit });

  const identityKeys = createKeys(store, audit, now);
  const { byId } = visitors;
  const proving = createProving({ store, byId, merge: contacts.calls.mergeContacts, throttle, audit, now });
  const signIn = createSignIn({ store, visitors, keys: identityKeys, across: proving, now });
  const mentions = createMentions(store, now);
  const availability = createAvailability(store, now);
  const bridged = createBridged({ store, members, audit, now });
  const expiring = [throttle, visitors, sessions, invitations, audit, mentions, availability, proving, bridged];
  let swept = now();
  async function sweep(): Promise<void> {
    if (now() < swept + SWEEP) return;
    swept = now();
    await Promise.all(expiring.map((part) => part.removeExpired()));
  }

  return implement(users, {
    ...visitors,
    ...contacts.calls,
    ...proving.calls,
    async eraseVisitors({ ids, before }) {
      await visitors.eraseVisitors({ ids, before });
      await proving.forget(await visitors.unseenSince(ids, before));
      return {};
    },
    async eraseContact({ id, by }) {
      const visitorIds = await contacts.cardsOf(id);
      await proving.forget(visitorIds);
      for (const visitorId of visitorIds) {
        await signIn.forgetUser(visitorId);
        await visitors.forgetVisitor({ visitorId });
      }
      await audit.record({ by, action: "eraseContact", target: id });
      await store.scrub();
      return { visitorIds };
    },
    ...availability.calls,
    ...mentions,
    ...bridged.calls,
    async createVisitor(news) {
      await sweep();
      return visitors.createVisitor(news);
    },
    async forgetVisitor({ visitorId }) {
      await proving.forget([visitorId]);
      await signIn.forgetUser(visitorId);
      return visitors.forgetVisitor({ visitorId });
    },
    prove: (proving) => signIn.prove(proving),
    identityKeys: ({ inboxId }) => identityKeys.shown(inboxId),
    async makeIdentityKey({ inboxId, ...claim }) {
      await prove(claim);
      return identityKeys.make(inboxId, claim.by);
    },
    async endIdentityKey({ inboxId, keyId, ...claim }) {
      await prove(claim);
      await identityKeys.end(inboxId, keyId, claim.by);
      return {};
    },

    ...setup,
    record: (entry) => audit.record(entry),
    audit: (page) => audit.audit(page),
    async signIn(credentials) {
      await sweep();
      return sessions.signIn(credentials);
    },
    signOut: (token) => sessions.signOut(token),
    session: (asked) => sessions.session(asked),
    changePassword: (change) => sessions.changePassword(change),
    team: () => members.team(),
    async changeMember({ memberId, by, current, address, ...change }) {
      if (change.role === "admin") await prove({ by, current, address });
      const changed = await members.change(memberId, change, by);
      if (changed.disabled) await Promise.all([sessions.endAll(memberId), bridged.endAll(memberId)]);
      return toMember(changed);
    },
  });
}
