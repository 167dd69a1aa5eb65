import type { Contact, ContactFilter } from "@parley/protocol";
import { stringify } from "csv-stringify/sync";
import type { Users } from "../../services/users/contract.ts";
import { quoted } from "../../text/formula.ts";
import { ATTRIBUTE, FIELDS, SHOWN } from "./columns.ts";

/** Contacts read at once, and attributes that have a column at most. */
const PAGE = 1000;
const ATTRIBUTES = 500;

/**
 * Contacts as a table that spreadsheets open without harm, and `importContacts` reads back the same; page by page, so that no number of
 * them is too much.
 */
export async function* writeContacts(
  users: Pick<Users, "contacts" | "contactAttributes">,
  filter: ContactFilter,
): AsyncGenerator<string> {
  const { names } = await users.contactAttributes({ filter });
  const attributes = names.slice(0, ATTRIBUTES);
  yield stringify([[...FIELDS, ...SHOWN, ...attributes.map((name) => `${ATTRIBUTE}${name}`)]], { bom: true });
  for await (const page of pagesOf(users, filter)) {
    yield stringify(page.map((contact) => cellsOf(contact, attributes)));
  }
}

async function* pagesOf(users: Pick<Users, "contacts">, filter: ContactFilter): AsyncGenerator<Contact[]> {
  for (let after: string | undefined; ;) {
    const page = await users.contacts({ filter, sort: "created", limit: PAGE, ...(after !== undefined && { after }) });
    if (page.contacts.length > 0) yield page.contacts;
    if (page.next === undefined) return;
    after = page.next;
  }
}

const dateOf = (at: number | undefined) => (at === undefined ? "" : new Date(at).toISOString());

function cellsOf(contact: Contact, attributes: readonly string[]): string[] {
  const { id, userId, email, name, phone, tags, verified, inboxes, locale, createdAt, lastSeenAt } = contact;
  const fields = [id, userId, email, name, phone, tags.join("; ")];
  const seen = [String(verified), inboxes.join("; "), locale, dateOf(createdAt), dateOf(lastSeenAt)];
  const own = attributes.map((attribute) => String(contact.attributes?.[attribute] ?? ""));
  return [...fields, ...seen, ...own].map((cell) => quoted(cell ?? ""));
}
