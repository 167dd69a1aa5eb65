import * as v from "valibot";
import { Role } from "./agent.ts";
import { FIRST_INBOX } from "./conversation.ts";
import { may } from "./roles.ts";

const Email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email("must be an e-mail address"), v.maxLength(200));
const Name = v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(80));

/** A one-time code by which a member proves who they are in another house, such as Slack. */
export const BridgeCode = v.object({ code: v.string(), expiresAt: v.number() });
export type BridgeCode = v.InferOutput<typeof BridgeCode>;

/** Who a member is in another house from which they answer: `bridgeId` is the inbox of its account. */
export const BridgeLink = v.object({
  id: v.string(),
  bridgeId: v.string(),
  /** As the house calls them. */
  externalId: v.string(),
  memberId: v.string(),
  at: v.number(),
});
export type BridgeLink = v.InferOutput<typeof BridgeLink>;

/** NIST SP 800-63B, section 3.1.1: at least 8 characters, any of them; we ask for 10, no composition rules. */
export const Password = v.pipe(
  v.string(),
  v.minLength(10, "must have at least 10 characters"),
  v.maxLength(200, "must not be longer than 200 characters"),
);

/** The asker's own password, for what could give an account away: `invalid`, with `current` among its fields, without it. */
const current = v.optional(v.pipe(v.string(), v.maxLength(200)));

/** Ids of inboxes. */
const Inboxes = v.pipe(
  v.array(
    v.pipe(v.string("must be the id of an inbox"), v.maxLength(64, "must be the id of an inbox")),
    "must be a list",
  ),
  v.minLength(1, "must not be empty"),
  v.maxLength(1_000, "at most 1000"),
);

/** A person who works in the console. */
export const Member = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  role: Role,
  disabled: v.boolean(),
  /** The inboxes that they see. Absent: all, as admins do whatever is said here. */
  inboxes: v.optional(v.array(v.string())),
  createdAt: v.number(),
  lastSeenAt: v.optional(v.number()),
});
export type Member = v.InferOutput<typeof Member>;

/** What says which inboxes somebody sees. */
export type Seeing = Pick<Member, "inboxes"> & { role?: Role };

/** The inboxes that somebody sees (SPEC H14); nothing if they see all. */
export function inboxesOf({ role = "agent", inboxes }: Seeing): readonly string[] | undefined {
  return may(role, "admin") ? undefined : inboxes;
}

/** Whether somebody sees an inbox; without one, the first. */
export function sees(member: Seeing, inboxId: string = FIRST_INBOX): boolean {
  return inboxesOf(member)?.includes(inboxId) ?? true;
}

/** Answer of `POST /api/session`. `linkMadeAt`: somebody made a link that could have set another password; told once. */
export const SignedIn = v.object({ ...Member.entries, linkMadeAt: v.optional(v.number()) });
export type SignedIn = v.InferOutput<typeof SignedIn>;

/** `POST /api/session` */
export const SignIn = v.object({ email: Email, password: v.pipe(v.string(), v.maxLength(200)) });
export type SignIn = v.InferOutput<typeof SignIn>;

/** `POST /api/setup`: the one-time link's token makes the owner, or sets an invited member's password. */
export const Setup = v.object({
  token: v.pipe(v.string(), v.maxLength(200)),
  name: v.optional(Name),
  email: v.optional(Email),
  password: Password,
});
export type Setup = v.InferOutput<typeof Setup>;

/** `PUT /api/session/password` */
export const PasswordChange = v.object({ current: v.pipe(v.string(), v.maxLength(200)), password: Password });
export type PasswordChange = v.InferOutput<typeof PasswordChange>;

/** `POST /api/setup/offer` with `{ token }`: whom the link is for. */
export const SetupOffer = v.object({ kind: v.picklist(["owner", "member"]), email: v.optional(v.string()) });
export type SetupOffer = v.InferOutput<typeof SetupOffer>;

/** `POST /api/team`; answers an `Invitation`. An admin is invited with the asker's password. */
export const NewMember = v.object({
  name: Name,
  email: Email,
  role: v.picklist(["agent", "supervisor", "admin"]),
  inboxes: v.optional(Inboxes),
  current,
});
export type NewMember = v.InferOutput<typeof NewMember>;

/** The one-time link that lets a new member set a password. Shown once, to whoever invited. */
export const Invitation = v.object({ member: Member, setupToken: v.string() });
export type Invitation = v.InferOutput<typeof Invitation>;

/** `POST /api/team/:id/invitation`: for oneself, an admin or the owner with the asker's password. */
export const NewLink = v.object({ current });
export type NewLink = v.InferOutput<typeof NewLink>;

/** `PATCH /api/team/:id`; the role of an admin is given with the asker's password. */
export const MemberChange = v.object({
  name: v.optional(Name),
  role: v.optional(v.picklist(["agent", "supervisor", "admin"])),
  disabled: v.optional(v.boolean()),
  /** Those that they see from now on; `null`: all. */
  inboxes: v.optional(v.nullable(Inboxes)),
  current,
});
export type MemberChange = v.InferOutput<typeof MemberChange>;
