import {
  IdentityKey,
  Introduced,
  Invitation,
  LanguageTag,
  Member,
  MemberChange,
  NewIdentityKey,
  NewMember,
  Page,
  PasswordChange,
  Profile,
  Proof,
  ProofProblem,
  RefusedField,
  Setup,
  SetupOffer,
  SignIn,
  Visitor,
} from "@parley/protocol";
import * as v from "valibot";
import { routingCalls } from "./routing-calls.ts";
import type { Service } from "../../rpc/contract.ts";
import { bridgeCalls } from "./bridge-calls.ts";
import { contactCalls } from "./contact-calls.ts";

const Nothing = v.object({});
const Token = v.object({ token: v.pipe(v.string(), v.maxLength(200)) });
const Signed = v.object({
  member: Member,
  /** For the session cookie. Only its hash is stored. */
  token: v.string(),
  expiresAt: v.number(),
  /** When a link was made that could have set another password, if the member does not know yet. */
  linkMadeAt: v.optional(v.number()),
});
/** Who asks, with their password where the operation wants to be sure of it: `invalid` without or with a wrong one. */
const Claim = { by: v.string(), current: v.optional(v.string()), address: v.optional(v.string()) };

/** Who did what to what. Holds ids only: no names, no addresses, no secrets. */
export const AuditEntry = v.object({
  at: v.number(),
  /** The member who did it; nobody for a sign-in that failed. */
  by: v.optional(v.string()),
  action: v.pipe(v.string(), v.maxLength(40)),
  target: v.pipe(v.string(), v.maxLength(100)),
  /** Whom the connection stood for, where it matters: signing in, and what was refused. */
  address: v.optional(v.pipe(v.string(), v.maxLength(60))),
});
export type AuditEntry = v.InferOutput<typeof AuditEntry>;

const InInbox = { inboxId: v.string() };

/** Visitors whose sites say who they are (SPEC I). */
const signed = {
  /** Takes what a site says of a visitor, each field by itself. */
  introduce: {
    input: v.object({ visitorId: v.string(), said: v.record(v.string(), v.unknown()) }),
    output: Introduced,
    repeatable: true,
  },
  /** Signs a browser in as the user whom a proof names, or says why the proof does not count. Done again, it gives another token. */
  prove: {
    input: v.object({
      ...InInbox,
      proof: Proof,
      token: v.optional(v.string()),
      locale: LanguageTag,
      page: v.optional(Page),
      browser: v.optional(v.string()),
    }),
    output: v.union([
      v.object({ refused: v.object({ code: ProofProblem, message: v.string() }) }),
      v.object({
        visitorId: v.string(),
        token: v.string(),
        userId: v.string(),
        isNew: v.boolean(),
        /** Whom the browser was before; `anonymous`: nobody had proven to be them. */
        left: v.optional(v.object({ visitorId: v.string(), anonymous: v.boolean() })),
        replaced: v.optional(v.string()),
        fields: v.array(RefusedField),
      }),
    ]),
    repeatable: true,
  },
  /** Whether the browser with this token was that visitor before it signed in. */
  wasVisitor: {
    input: v.object({ ...Token.entries, visitorId: v.string() }),
    output: v.object({ was: v.boolean() }),
    repeatable: true,
  },
  /** Ends the token, and the one before it if that was not over: then it says whose that was. What is known of them stays, and so do other browsers. */
  signOutVisitor: { input: Token, output: v.object({ replaced: v.optional(v.string()) }), repeatable: true },
  /** The live keys with which an inbox's site signs, the oldest first, without their secrets. */
  identityKeys: { input: v.object(InInbox), output: v.array(IdentityKey), repeatable: true },
  /** Makes one. Its secret is told here and never again. `conflict` where two are live; takes the asker's password. */
  makeIdentityKey: {
    input: v.object({ ...InInbox, ...Claim }),
    output: NewIdentityKey,
  },
  /** Ends one: what it signed counts no more. Takes the asker's password. */
  endIdentityKey: { input: v.object({ ...InInbox, keyId: v.string(), ...Claim }), output: Nothing, repeatable: true },
};

/** A note, and who wrote it. */
const Named = v.object({ conversationId: v.string(), seq: v.number(), by: v.string() });

export const users = {
  ...contactCalls,
  ...bridgeCalls,
  /** Makes a visitor and the token that is his only credential. */
  createVisitor: {
    input: v.object({
      locale: LanguageTag,
      page: v.optional(Page),
      browser: v.optional(v.string()),
      inboxId: v.optional(v.string()),
    }),
    output: v.object({ visitor: Visitor, token: v.string() }),
  },
  /** The visitor whom a channel's provider calls so, made at the first call; what is known of them is added. */
  reach: {
    input: v.object({
      inboxId: v.string(),
      externalId: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
      locale: LanguageTag,
      profile: v.optional(Profile),
    }),
    output: Visitor,
    repeatable: true,
  },
  /** What a channel's provider calls a visitor; nothing for one of the web, or who was erased and has not written since. */
  externalId: {
    input: v.object({ visitorId: v.string() }),
    output: v.object({ externalId: v.optional(v.string()) }),
    repeatable: true,
  },
  /**
   * The visitor whose token it is; `unauthorized` if it is unknown, expired or forgotten. `signed`: a proof was given for it. `replaced`: whose
   * token ended just now, because this one took its place and is used. Looked at `aside`, nobody was seen, and no token goes on or ends.
   */
  authenticateVisitor: {
    input: v.object({ ...Token.entries, aside: v.optional(v.boolean()) }),
    output: v.object({
      ...Visitor.entries,
      signed: v.optional(v.literal(true)),
      replaced: v.optional(v.string()),
    }),
    repeatable: true,
  },
  /** Notes what is new about a visitor. Profile fields are added to those known; an empty text removes one. */
  updateVisitor: {
    input: v.object({
      visitorId: v.string(),
      locale: v.optional(LanguageTag),
      page: v.optional(Page),
      browser: v.optional(v.string()),
      profile: v.optional(Profile),
    }),
    output: Visitor,
    repeatable: true,
  },
  ...signed,
  /** The visitors of these ids that exist, in any order. */
  visitors: { input: v.object({ ids: v.array(v.string()) }), output: v.array(Visitor), repeatable: true },
  /** Forgets what is known about visitors who were not seen since `before` (milliseconds since 1970). Their tokens go on. */
  eraseVisitors: {
    input: v.object({ ids: v.array(v.string()), before: v.number() }),
    output: Nothing,
    repeatable: true,
  },
  /** Ends all tokens of a visitor, and removes what is known about them. */
  forgetVisitor: { input: v.object({ visitorId: v.string() }), output: Nothing, repeatable: true },

  /** A one-time token that makes the owner, while there is none. All that were made work until one is used. */
  ownerSetup: { input: Nothing, output: v.object({ token: v.optional(v.string()) }) },
  setupOffer: { input: Token, output: SetupOffer, repeatable: true },
  /** Makes the owner or sets a member's password, and signs in. The token works once. `again`: they were here before, and those sessions ended. */
  setup: {
    input: v.object({ ...Setup.entries, address: v.optional(v.string()) }),
    output: v.object({ ...Signed.entries, again: v.boolean() }),
  },
  /** `unauthorized` for a wrong pair, the same for an unknown e-mail; `tooMany` after repeated failures. */
  signIn: { input: v.object({ ...SignIn.entries, address: v.optional(v.string()) }), output: Signed },
  signOut: {
    input: v.object({ ...Token.entries, address: v.optional(v.string()) }),
    output: Nothing,
    repeatable: true,
  },
  /** The member whose session it is; `unauthorized` if it ended or they were disabled. Prolongs it, unless looked at `aside`. */
  session: { input: v.object({ ...Token.entries, aside: v.optional(v.boolean()) }), output: Member, repeatable: true },
  /** Ends the member's other sessions. `invalid` for a wrong current password; `tooMany` after repeated failures. */
  changePassword: {
    input: v.object({ ...PasswordChange.entries, ...Token.entries, address: v.optional(v.string()) }),
    output: Nothing,
  },
  team: { input: Nothing, output: v.array(Member), repeatable: true },
  ...routingCalls,
  /** Notes down that a note in a conversation names members, each once however often it is said. */
  mention: {
    input: v.object({ memberIds: v.array(v.string()), ...Named.entries }),
    output: Nothing,
    repeatable: true,
  },
  /** Where a member was named and has not read yet, the newest first, 50 at most. */
  mentions: {
    input: v.object({ memberId: v.string() }),
    output: v.array(v.object({ ...Named.entries, at: v.number() })),
    repeatable: true,
  },
  /** A member has read a conversation up to there. */
  readMentions: {
    input: v.object({ memberId: v.string(), conversationId: v.string(), seq: v.number() }),
    output: Nothing,
    repeatable: true,
  },
  /** An admin is invited with the asker's password. */
  invite: { input: v.object({ ...NewMember.entries, ...Claim }), output: Invitation },
  /** A new link. One for oneself, an admin or the owner is made with the asker's password. */
  renewInvitation: { input: v.object({ memberId: v.string(), ...Claim }), output: Invitation },
  /** Changes a member; ends their sessions when disabled. Making an admin takes the asker's password; the owner's role stays. */
  changeMember: {
    input: v.object({ ...MemberChange.entries, memberId: v.string(), ...Claim }),
    output: Member,
    repeatable: true,
  },

  /** Adds to the audit trail what was done elsewhere; this service notes its own doings itself. */
  record: { input: v.omit(AuditEntry, ["at"]), output: Nothing },
  /** The audit trail, newest first. */
  audit: {
    input: v.object({ before: v.optional(v.number()), limit: v.pipe(v.number(), v.maxValue(500)) }),
    output: v.array(AuditEntry),
    repeatable: true,
  },
};
export type Users = Service<typeof users>;
export type { ImportedContact, ImportOutcome, LinkOutcome, ProvenValue } from "./contact-calls.ts";
