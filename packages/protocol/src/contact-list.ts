import * as v from "valibot";
import { Contact, ContactEdit, WholeContact } from "./contact.ts";
import { Conversation } from "./conversation.ts";
import { SharedFile } from "./file.ts";
import { InboxItem } from "./agent.ts";

const short = v.pipe(v.string(), v.trim(), v.maxLength(200));
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Which contacts are meant: those of whom all that is named here is so. */
export const ContactFilter = v.object({
  /** Words, each of which stands somewhere in name, e-mail address, phone number or user id. */
  search: v.optional(short),
  verified: v.optional(v.boolean()),
  tag: v.optional(short),
  inbox: v.optional(short),
  /** As a locale begins: `zh`. */
  language: v.optional(short),
  /** Milliseconds since 1970. */
  seenSince: v.optional(time),
  /** Seen in so many last days. */
  seenWithin: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(36_500))),
  /** An attribute that is this; numbers and yes or no are compared as they are written. */
  attribute: v.optional(v.object({ name: short, value: short })),
});
export type ContactFilter = v.InferOutput<typeof ContactFilter>;

/** By what lists are sorted: seen last first, by name, or made last first. */
export const ContactSort = v.picklist(["seen", "name", "created"]);
export type ContactSort = v.InferOutput<typeof ContactSort>;

/** Contacts that are looked through at most: those that were changed last. */
export const CONTACTS_SEARCHED = 300_000;

/** A page of a list of contacts. */
export const ContactPage = v.object({
  contacts: v.array(Contact),
  /** How many there are in all. */
  total: v.number(),
  /** What to name to have the next page; absent on the last one. */
  next: v.optional(v.string()),
  /** There are more contacts than are looked through. */
  partial: v.optional(v.boolean()),
});
export type ContactPage = v.InferOutput<typeof ContactPage>;

/** A conversation of a contact, with the last words that were said. */
export const ContactConversation = v.object({ conversation: Conversation, preview: InboxItem.entries.preview });
export type ContactConversation = v.InferOutput<typeof ContactConversation>;

/** A file of one of a contact's conversations, from either side. */
export const ContactFile = v.object({
  file: SharedFile,
  conversationId: v.string(),
  at: v.number(),
  by: v.picklist(["visitor", "agent"]),
});
export type ContactFile = v.InferOutput<typeof ContactFile>;

/** A contact with the newest of their conversations, from all their inboxes side by side. */
export const ContactDetails = v.object({
  ...WholeContact.entries,
  conversations: v.array(ContactConversation),
  /** There are more, in inboxes that the asker does not see. */
  others: v.optional(v.literal(true)),
  /** What was sent in their conversations that the asker sees, by whomever, the newest first; the last hundred. */
  files: v.array(ContactFile),
});
export type ContactDetails = v.InferOutput<typeof ContactDetails>;

/** A filter that is kept by name, for all of the team. */
export const Segment = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -")),
  name: v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty"), v.maxLength(100, "at most 100 characters")),
  filter: ContactFilter,
  sort: v.optional(ContactSort),
  /** Raised by every change; a change names the one it saw, 0 makes a new one. */
  version: v.number(),
  at: v.optional(v.number()),
  /** The member who saved it. */
  by: v.optional(v.string()),
});
export type Segment = v.InferOutput<typeof Segment>;

/** `PATCH /api/contacts/:id`: what is written, and the version that was seen. */
export const ContactChange = v.object({
  version: v.number("must be the version that was seen"),
  change: ContactEdit,
});
export type ContactChange = v.InferOutput<typeof ContactChange>;

/** `POST /api/contacts/:id/merge`: another contact becomes part of this one. */
export const ContactMerging = v.object({ from: v.string(), mixVerified: v.optional(v.boolean()) });
export type ContactMerging = v.InferOutput<typeof ContactMerging>;

/** `POST /api/contacts/import`. */
export const ContactImport = v.object({
  /** The bytes of a CSV file in base64. */
  content: v.string(),
  /** Says what would change and changes nothing. */
  dryRun: v.optional(v.boolean(), false),
});
export type ContactImport = v.InferOutput<typeof ContactImport>;

/** What became of a file of contacts, or would. */
export const ContactImportResult = v.object({
  /** Whether it was done; false for a preview. */
  applied: v.boolean(),
  /** In which encoding it was read. */
  encoding: v.string(),
  /** Columns by what they were read as; what is none of ours is an attribute, or left out. */
  columns: v.array(v.object({ name: v.string(), as: v.string() })),
  new: v.number(),
  changed: v.number(),
  unchanged: v.number(),
  refused: v.number(),
  /** The first of what was refused, by line, with the reason in the asker's language. */
  problems: v.array(v.object({ line: v.number(), code: v.string(), text: v.string() })),
});
export type ContactImportResult = v.InferOutput<typeof ContactImportResult>;
