import * as v from "valibot";
import { Page, Profile } from "./visitor.ts";

const name = v.pipe(v.string(), v.trim(), v.maxLength(200));
const tag = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(50));

/** Most of each that a contact can have. */
export const CONTACT_LIMITS = { tags: 50, notes: 200, attributes: 50 };

const Tags = v.pipe(v.array(tag), v.maxLength(CONTACT_LIMITS.tags));

/** A person, as lists show them: what is known of them from all their identities together. */
export const Contact = v.object({
  id: v.string(),
  name: v.optional(v.string()),
  email: v.optional(v.string()),
  phone: v.optional(v.string()),
  /** A site's own id of them. Proven only where `verified` says so. */
  userId: v.optional(v.string()),
  attributes: v.optional(Profile.entries.attributes),
  tags: v.array(v.string()),
  /** Whether one of their identities was proven. */
  verified: v.boolean(),
  /** Whether somebody has joined by hand what was proven with what was not. */
  mixed: v.optional(v.boolean()),
  locale: v.optional(v.string()),
  /** Through which they reach us. */
  inboxes: v.array(v.string()),
  createdAt: v.number(),
  lastSeenAt: v.optional(v.number()),
  /** Raised by every change by hand; a change names the one it saw. */
  version: v.number(),
});
export type Contact = v.InferOutput<typeof Contact>;

/** One way in which a contact reaches us: who is there in an inbox. */
export const Identity = v.object({
  visitorId: v.string(),
  inboxId: v.string(),
  /** Whether it was proven who this is, and as whom. */
  verified: v.boolean(),
  userId: v.optional(v.string()),
  /** What the site, the visitor or the platform says of them. */
  profile: Profile,
  locale: v.string(),
  page: v.optional(Page),
  browser: v.optional(v.string()),
  firstSeenAt: v.number(),
  lastSeenAt: v.number(),
});
export type Identity = v.InferOutput<typeof Identity>;

/** A contact that became part of another one, and how it is taken back. */
export const ContactMerge = v.object({
  /** What an undoing names. */
  id: v.string(),
  /** The contact that became part of `into`. */
  contactId: v.string(),
  into: v.string(),
  /** What it was called. */
  name: v.optional(v.string()),
  how: v.picklist(["proof", "hand"]),
  /** The member who did it by hand. */
  by: v.optional(v.string()),
  at: v.number(),
});
export type ContactMerge = v.InferOutput<typeof ContactMerge>;

export const ContactNote = v.object({
  id: v.string(),
  at: v.number(),
  by: v.object({ id: v.string(), name: v.string() }),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000)),
});
export type ContactNote = v.InferOutput<typeof ContactNote>;

/** To what somebody agreed, and when. */
export const Consent = v.object({
  at: v.number(),
  inboxId: v.string(),
  /** Names the exact words that they read. */
  version: v.pipe(v.string(), v.maxLength(100)),
  /** Those words. */
  text: v.optional(v.pipe(v.string(), v.maxLength(1000))),
});
export type Consent = v.InferOutput<typeof Consent>;

/** All that is kept of a contact itself. */
export const WholeContact = v.object({
  contact: Contact,
  identities: v.array(Identity),
  /** What was joined, in the order in which it was. */
  merged: v.array(ContactMerge),
  /** The newest first. */
  notes: v.array(ContactNote),
  consents: v.array(Consent),
});
export type WholeContact = v.InferOutput<typeof WholeContact>;

/** What somebody writes about a contact by hand. What is left out stays; an empty text leaves nothing to be shown. */
export const ContactEdit = v.object({
  name: v.optional(name),
  email: v.optional(v.union([v.literal(""), v.pipe(name, v.email())])),
  phone: v.optional(name),
  userId: v.optional(name),
  attributes: Profile.entries.attributes,
  tags: v.optional(Tags),
});
export type ContactEdit = v.InferOutput<typeof ContactEdit>;
