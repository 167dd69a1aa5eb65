import { pipeline } from "node:stream/promises";
import {
  ChatError,
  ContactChange,
  type ContactFile,
  ContactEdit,
  ContactImport,
  ContactMerging,
  ContactNote,
  ContactSort,
  Id,
  inboxesOf,
  Locale,
  type Member,
  type WholeContact,
} from "@parley/protocol";
import * as v from "valibot";
import type { Dialog } from "../services/dialog/contract.ts";
import { seenOnly, within } from "./seen-only.ts";
import { importContacts } from "./contact-file/read.ts";
import { writeContacts } from "./contact-file/write.ts";
import { allows } from "./permissions.ts";
import { type ApiParts, Digits, type Endpoints, note, read } from "./endpoint.ts";

const Yes = v.pipe(
  v.picklist(["true", "false"]),
  v.transform((said) => said === "true"),
);
const Word = v.pipe(v.string(), v.maxLength(200));
const Limit = v.optional(v.pipe(Digits, v.minValue(1), v.maxValue(200)), "50");

const Attribute = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^[^:]+:/, "must be name:value"),
  v.transform((said) => ({ name: said.slice(0, said.indexOf(":")), value: said.slice(said.indexOf(":") + 1) })),
);

/** A filter as it stands in an address. */
const Filtering = {
  search: v.optional(Word),
  verified: v.optional(Yes),
  tag: v.optional(Word),
  inbox: v.optional(Word),
  language: v.optional(Word),
  seenSince: v.optional(Digits),
  seenWithin: v.optional(Digits),
  attribute: v.optional(Attribute),
};
const Listing = v.object({
  ...Filtering,
  sort: v.optional(ContactSort),
  locale: v.optional(Locale),
  after: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  limit: Limit,
});

const Timeline = v.object({ before: v.optional(Digits), beforeId: v.optional(Word), limit: Limit });
/** Conversations of a contact that its page begins with. */
const FIRST = 20;
/** Conversations of a contact that are erased at once. */
const AT_ONCE = 500;
/** Files that are listed. */
const FILES = 100;

const NewNote = v.object({ id: Id, text: ContactNote.entries.text });
const Undoing = v.object({ merge: Word });

/** The people who write to us: what is known of them, and who is the same. */
export function contactEndpoints(parts: ApiParts) {
  const { users, dialog, analytics } = parts;
  const peopleOf = ({ identities }: WholeContact) => identities.map(({ visitorId }) => visitorId);

  async function conversationsOf(
    personIds: string[],
    page: { before?: number | undefined; beforeId?: string | undefined; limit: number },
    member: Member,
  ) {
    const listed = await dialog.list({ personIds, ...within(member), ...page });
    return listed.map(({ conversation, preview }) => ({ conversation, preview }));
  }

  /** Whether people have conversations that a member does not see. */
  async function hasOthers(personIds: string[], member: Member): Promise<boolean> {
    const seen = inboxesOf(member);
    if (!seen) return false;
    const inboxIds = (await dialog.inboxes({})).flatMap(({ id: inbox }) => (seen.includes(inbox) ? [] : [inbox]));
    // Those of other inboxes are passed over a page at a time.
    return (await dialog.list({ personIds, inboxIds, limit: FIRST })).length > 0;
  }

  async function eraseConversations(personIds: string[]): Promise<string[]> {
    const all = async () => (await dialog.list({ personIds, limit: AT_ONCE })).map(({ conversation }) => conversation);
    const found = await all();
    const conversationIds = found.filter(({ state }) => state.status === "closed" && !state.erased).map(({ id }) => id);
    await analytics.erase({ conversationIds });
    await dialog.erase({ conversationIds });
    return (await all()).filter(({ state }) => !(state.status === "closed" && state.erased)).map(({ id }) => id);
  }

  return seenOnly(users, {
    "GET /contacts": async ({ query, locale: asked, member }) => {
      const { sort, locale = asked, after, limit, ...filter } = read(Listing, query);
      return users.contacts({ filter, ...within(member), sort, locale, after, limit });
    },
    "POST /contacts": async ({ body, member }) =>
      users.putContact({ version: 0, change: read(ContactEdit, body), by: member }),

    "GET /contacts/export": async ({ query, response, member }) => {
      const filter = read(v.object(Filtering), query);
      await note(parts, member, "exportContacts");
      response.attachment("parley-contacts.csv").type("text/csv; charset=utf-8");
      await pipeline(writeContacts(users, filter), response);
    },
    "POST /contacts/import": async ({ body, locale, member }) => {
      const { content, dryRun } = read(ContactImport, body);
      const result = await importContacts(users, { bytes: Buffer.from(content, "base64"), dryRun, locale });
      if (result.applied) await note(parts, member, "importContacts", `+${result.new} ~${result.changed}`);
      return result;
    },

    "GET /contacts/:id": async ({ params: { id = "" }, member }) => {
      const contact = await users.contact({ id });
      const personIds = peopleOf(contact);
      const [conversations, others, files] = await Promise.all([
        conversationsOf(personIds, { limit: FIRST }, member),
        hasOthers(personIds, member),
        filesOf(dialog, personIds, member),
      ]);
      return { ...contact, conversations, ...(others && { others }), files };
    },
    "PATCH /contacts/:id": async ({ params: { id = "" }, body, member }) =>
      users.putContact({ id, ...read(ContactChange, body), by: member }),

    "DELETE /contacts/:id": async ({ params: { id = "" }, member }) => {
      const personIds = peopleOf(await users.contact({ id }));
      const open = await dialog.list({ personIds, status: ["bot", "queued", "agent"], limit: AT_ONCE });
      if (open.length > 0) {
        const details = { conversations: open.map(({ conversation }) => conversation.id) };
        throw new ChatError("conflict", "Close their conversations first.", { details });
      }
      await users.eraseContact({ id, by: member.id });
      return { left: await eraseConversations(personIds) };
    },

    "GET /contacts/:id/conversations": async ({ params: { id = "" }, query, member }) =>
      conversationsOf(peopleOf(await users.contact({ id })), read(Timeline, query), member),

    "POST /contacts/:id/notes": async ({ params: { id = "" }, body, member }) => {
      const { id: noteId, text } = read(NewNote, body);
      return users.addContactNote({ id, noteId, text, by: member });
    },
    "DELETE /contacts/:id/notes/:noteId": async ({ params: { id = "", noteId = "" }, member }) => {
      const note = (await users.contact({ id })).notes.find((one) => one.id === noteId);
      if (note && note.by.id !== member.id && !allows("supervisor", member.role)) {
        throw new ChatError("forbidden", "Your role does not allow this.");
      }
      return users.removeContactNote({ id, noteId, by: member });
    },

    "POST /contacts/:id/merge": async ({ params: { id = "" }, body, member }) =>
      users.mergeContacts({ into: id, ...read(ContactMerging, body), how: "hand", by: member.id }),
    "POST /contacts/:id/unmerge": async ({ params: { id = "" }, body, member }) =>
      users.unmergeContacts({ contactId: id, ...read(Undoing, body), by: member.id }),
  } satisfies Partial<Endpoints>);
}

/** What was sent in people's conversations, as far as a member sees them. */
async function filesOf(
  dialog: Pick<Dialog, "list" | "sharedFiles">,
  personIds: string[],
  member: Member,
): Promise<ContactFile[]> {
  const listed = await dialog.list({ personIds, ...within(member), limit: AT_ONCE });
  const conversationIds = listed.map(({ conversation }) => conversation.id);
  return conversationIds.length > 0 ? await dialog.sharedFiles({ conversationIds, limit: FILES }) : [];
}
