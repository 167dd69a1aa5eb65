import {
  Consent,
  ContactEdit,
  ContactFilter,
  ContactNote,
  ContactPage,
  ContactSort,
  Locale,
  Segment,
  Visitor,
  WholeContact,
} from "@parley/protocol";
import * as v from "valibot";

/** A contact, named by its own id or that of any that became part of it; a visitor's id is that of an identity. */
const Named = { id: v.string() };
/** A member, by the id that the trail names and the name that notes show. */
const By = v.object({ id: v.string(), name: v.string() });

/** A line of a file: what is written there of somebody. */
export const ImportedContact = v.object({
  /** The contact's own id, where the file was made here. */
  id: v.optional(v.string()),
  ...v.omit(ContactEdit, ["tags"]).entries,
  /** Added to those that they have. */
  tags: v.optional(v.array(v.string())),
});
export type ImportedContact = v.InferOutput<typeof ImportedContact>;

/** What becomes of a line, or why it is refused: it would be several contacts, somebody proven to be another user, or too much. */
export const ImportOutcome = v.picklist(["new", "changed", "unchanged", "several", "otherUser", "attributes", "tags"]);
export type ImportOutcome = v.InferOutput<typeof ImportOutcome>;

/**
 * What a platform, or a site, proves of somebody, and whoever else it is proven of is the same person: WeChat's name for them over all accounts
 * of a company, a number, an address, Telegram's number for them. What people only say of themselves is none of these.
 */
export const ProvenValue = v.object({
  kind: v.picklist(["unionid", "phone", "email", "telegram"]),
  value: v.pipe(v.string(), v.maxLength(500)),
});
export type ProvenValue = v.InferOutput<typeof ProvenValue>;

/** What came of a code: who it is of and whoever sent it are one; or it is none (any more), is of somebody else, or too many were tried. */
export const LinkOutcome = v.variant("is", [
  v.object({ is: v.literal("linked"), visitorId: v.string() }),
  v.object({ is: v.picklist(["wrong", "somebodyElse", "tooMany"]) }),
]);
export type LinkOutcome = v.InferOutput<typeof LinkOutcome>;

/** What the users service answers about contacts. */
export const contactCalls = {
  /** Takes what is proven of a visitor, and joins them once with others of whom the same is (SPEC K9). */
  proven: {
    input: v.object({ visitorId: v.string(), values: v.pipe(v.array(ProvenValue), v.maxLength(10)) }),
    output: v.object({}),
    repeatable: true,
  },
  /** A code that holds for ten minutes, to be recognised on another channel (SPEC K10). `forbidden` for who is not signed in, `tooMany`. */
  makeLinkCode: {
    input: v.object({ visitorId: v.string() }),
    output: v.object({ code: v.string(), expiresAt: v.number() }),
  },
  /** Takes a code that a visitor sent on another channel. */
  useLinkCode: {
    input: v.object({ visitorId: v.string(), code: v.pipe(v.string(), v.maxLength(100)) }),
    output: LinkOutcome,
    repeatable: true,
  },
  /** Somebody has said something: they are a contact from now on. `notFound` for no visitor. */
  meet: { input: v.object({ visitorId: v.string() }), output: v.object({}), repeatable: true },
  /** Who a visitor is was proven: a site's own user. What was joined by hand with somebody proven as another is parted from them first. */
  verifyVisitor: {
    input: v.object({ visitorId: v.string(), userId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
    output: Visitor,
    repeatable: true,
  },
  /** A contact, found by any of its identities; `notFound` where nobody is known by that id. */
  contact: { input: v.object(Named), output: WholeContact, repeatable: true },
  /** A page of those contacts that a filter means; the next one with `after`, what the last one said is `next`. */
  contacts: {
    input: v.object({
      filter: ContactFilter,
      /** Only those who reach us through one of these inboxes, or through none. */
      inboxIds: v.optional(v.array(v.string())),
      sort: v.optional(ContactSort, "seen"),
      after: v.optional(v.pipe(v.string(), v.maxLength(1000))),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
      /** Whose order names are in. */
      locale: v.optional(Locale, "en"),
    }),
    output: ContactPage,
    repeatable: true,
    // The first one after a while reads all of them.
    deadline: 30_000,
  },
  /** How the attributes are called that those have whom a filter means: the columns of a table of them. */
  contactAttributes: {
    input: v.object({ filter: ContactFilter }),
    output: v.object({ names: v.array(v.string()) }),
    repeatable: true,
    deadline: 30_000,
  },
  /** Writes down what is known of a contact, or makes one where no id is named. `conflict` unless `version` is the stored one. */
  putContact: {
    input: v.object({ id: v.optional(v.string()), version: v.number(), change: ContactEdit, by: By }),
    output: WholeContact,
  },
  /** Brings lines of a file in, or says what would become of each. None may name somebody whom another one names. */
  importContacts: {
    input: v.object({ lines: v.pipe(v.array(ImportedContact), v.maxLength(500)), dryRun: v.boolean() }),
    output: v.array(ImportOutcome),
    deadline: 30_000,
  },
  addContactNote: {
    input: v.object({ ...Named, text: ContactNote.entries.text, noteId: v.string(), by: By }),
    output: WholeContact,
    repeatable: true,
  },
  removeContactNote: {
    input: v.object({ ...Named, noteId: v.string(), by: By }),
    output: WholeContact,
    repeatable: true,
  },
  /** Notes down once to what a visitor agreed. */
  addConsent: {
    input: v.object({ visitorId: v.string(), ...Consent.entries }),
    output: v.object({}),
    repeatable: true,
  },
  /** To which words of an inbox a visitor agreed, by their versions; none of whom nothing is known. */
  consents: {
    input: v.object({ visitorId: v.string(), inboxId: v.string() }),
    output: v.object({ versions: v.array(v.string()) }),
    repeatable: true,
  },
  /**
   * Makes two contacts one: the fields of `into` win, and nothing of the other is lost. By `proof`, who a visitor (`from`) is was shown; by
   * hand, somebody (`by`) says so. `conflict`, with `details.reason`: `differentPeople` were proven, `mixVerified` was not asked for. Two
   * that are one already stay as they are.
   */
  mergeContacts: {
    input: v.object({
      into: v.string(),
      from: v.string(),
      how: v.picklist(["proof", "hand"]),
      by: v.optional(v.string()),
      mixVerified: v.optional(v.boolean()),
    }),
    output: WholeContact,
    repeatable: true,
  },
  /** Takes a merge back: both are as if it had never been. Resolves to the contact that is on its own again. `conflict` if it is another merge by now. */
  unmergeContacts: {
    input: v.object({ contactId: v.string(), merge: v.string(), by: v.optional(v.string()) }),
    output: WholeContact,
    repeatable: true,
  },
  /** Forgets all that is known of a contact, and ends the tokens of its identities. Resolves to who they were, whose conversations are left. */
  eraseContact: {
    input: v.object({ ...Named, by: v.string() }),
    output: v.object({ visitorIds: v.array(v.string()) }),
    repeatable: true,
  },

  /** Filters that are kept by name, for all of the team. */
  segments: { input: v.object({}), output: v.array(Segment), repeatable: true },
  /** `conflict` unless `version` is the stored one, 0 for a new one. */
  putSegment: {
    input: v.object({ segment: v.omit(Segment, ["at", "by"]), by: v.string() }),
    output: Segment,
  },
  removeSegment: {
    input: v.object({ id: v.string(), version: v.optional(v.number()), by: v.string() }),
    output: v.object({}),
    repeatable: true,
  },
};
