import type { Contact } from "@parley/protocol";
import { contactWords } from "./words.ts";

/** What to call a contact: the name, else how they can be reached, else a part of the id. */
export const contactName = ({ id, name, email, phone, userId }: Partial<Contact> & Pick<Contact, "id">): string =>
  name || email || phone || userId || contactWords().unnamed(id.slice(-4));
