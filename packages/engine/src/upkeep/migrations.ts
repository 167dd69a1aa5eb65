import type { Migration } from "./migration.ts";
import { contacts } from "./steps/contacts.ts";
import { inboxes } from "./steps/inboxes.ts";
import { secrets } from "./steps/secrets.ts";
import { tone } from "./steps/tone.ts";

/** All that ever were, in order, without gaps from version 2 on; version 1 is the layout of the first release. */
export const MIGRATIONS: readonly Migration[] = [tone, inboxes, contacts, secrets];
