import type {
  ContactConversation,
  ContactDetails,
  ContactEdit,
  ContactFilter,
  ContactImportResult,
  ContactPage,
  ContactSort,
  Segment,
  WholeContact,
} from "@parley/protocol";
import { newId } from "@parley/protocol";
import { base, change, read } from "../api.ts";
import { language } from "../language/language.ts";

/** What a list is narrowed to, and its order; absent: seen last first. */
export type Listing = ContactFilter & { sort?: ContactSort | undefined };

const at = (id: string) => `contacts/${encodeURIComponent(id)}`;

/** A filter as it stands in an address. */
function queryOf({ attribute, ...plain }: Listing, after = ""): string {
  const all = { ...plain, attribute: attribute && `${attribute.name}:${attribute.value}`, after };
  const named = Object.entries(all).filter(([, value]) => value !== undefined && value !== "");
  return new URLSearchParams([
    ...named.map(([name, value]) => [name, String(value)]),
    ["locale", language.peek()],
  ]).toString();
}

export const listContacts = (listing: Listing, after?: string): Promise<ContactPage> =>
  read(`contacts?${queryOf(listing, after)}`);

/** Where the file is had of those whom a list is narrowed to. */
export const exportAddress = (listing: Listing): string => `${base}/api/contacts/export?${queryOf(listing)}`;
/** `content` is the file in base64; a preview changes nothing. */
export const importContacts = (content: string, dryRun: boolean): Promise<ContactImportResult> =>
  change("POST", "contacts/import", { content, dryRun });

export const readContact = (id: string): Promise<ContactDetails> => read(at(id));
export const makeContact = (edit: ContactEdit): Promise<WholeContact> => change("POST", "contacts", edit);
export const editContact = (id: string, version: number, edit: ContactEdit): Promise<WholeContact> =>
  change("PATCH", at(id), { version, change: edit });
export const addNote = (id: string, text: string): Promise<WholeContact> =>
  change("POST", `${at(id)}/notes`, { id: newId(), text });
export const removeNote = (id: string, note: string): Promise<WholeContact> =>
  change("DELETE", `${at(id)}/notes/${encodeURIComponent(note)}`);
export const mergeContacts = (into: string, from: string, mixVerified: boolean): Promise<WholeContact> =>
  change("POST", `${at(into)}/merge`, { from, ...(mixVerified && { mixVerified }) });
export const unmerge = (contactId: string, merge: string): Promise<WholeContact> =>
  change("POST", `${at(contactId)}/unmerge`, { merge });

/** Conversations that are asked for at a time. */
const PAGE = 200;

/** All conversations of a contact, the newest first. */
export async function readConversations(id: string): Promise<ContactConversation[]> {
  const all: ContactConversation[] = [];
  for (;;) {
    const last = all.at(-1)?.conversation;
    const before = last ? `&before=${last.updatedAt}&beforeId=${last.id}` : "";
    const page = await read<ContactConversation[]>(`${at(id)}/conversations?limit=${PAGE}${before}`);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

export const readSegments = (): Promise<Segment[]> => read("segments");
export const saveSegment = (name: string, { sort, ...filter }: Listing): Promise<Segment> => {
  const id = newId();
  return change("PUT", `segments/${id}`, { id, name, filter, ...(sort && { sort }), version: 0 });
};
export const removeSegment = ({ id, version }: Segment): Promise<unknown> =>
  change("DELETE", `segments/${id}`, { version });
