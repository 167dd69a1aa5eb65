import * as v from "valibot";
import { Role } from "./agent.ts";

const Email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email("must be an e-mail address"), v.maxLength(200));
const Name = v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(80));
/** NIST SP 800-63B, section 3.1.1: at least 8 characters, any of them; we ask for 10, no composition rules. */
export const Password = v.pipe(
  v.string(),
  v.minLength(10, "must have at least 10 characters"),
  v.maxLength(200, "must not be longer than 200 characters"),
);

/** The asker's own password, for what could give an account away: `invalid`, with `current` among its fields, without it. */
const current = v.optional(v.pipe(v.string(), v.maxLength(200)));

/** A person who works in the console. */
export const Member = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  role: Role,
  disabled: v.boolean(),
  createdAt: v.number(),
  lastSeenAt: v.optional(v.number()),
});
export type Member = v.InferOutput<typeof Member>;

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
  current,
});
export type MemberChange = v.InferOutput<typeof MemberChange>;
