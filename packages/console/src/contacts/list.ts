import type { ContactPage } from "@parley/protocol";
import { signal } from "@preact/signals";
import { createLoader } from "../live/load.ts";
import { type Listing, listContacts } from "./calls.ts";

/** What the list is narrowed to; it stays while one looks at somebody. */
export const listing = signal<Listing>({});

const loader = createLoader<ContactPage>(() => listContacts(listing.peek()));
/** Those who match, as far as they were fetched. */
export const listed = loader.state;
/** Fetches the first page anew. */
export const reload = loader.reload;

/** Fetches the next page, which begins where this one ended, whoever has come or gone meanwhile. */
export async function more(): Promise<void> {
  const before = listed.peek();
  const { next } = before.status === "ready" ? before.value : {};
  if (before.status !== "ready" || next === undefined) return;
  const page = await listContacts(listing.peek(), next);
  if (listed.peek() !== before) return;
  const known = new Set(before.value.contacts.map(({ id }) => id));
  const fresh = page.contacts.filter(({ id }) => !known.has(id));
  loader.set({ ...page, contacts: [...before.value.contacts, ...fresh] });
}

/** Narrows the list to something else, or puts it in another order. */
export function narrow(to: { [K in keyof Listing]: Listing[K] | "" | undefined }): void {
  const named = Object.entries(to).filter(([, value]) => value !== undefined && value !== "");
  listing.value = Object.fromEntries(named) as Listing;
  void reload();
}
