import { openStorage } from "@parley/client";
import { signal } from "@preact/signals";

export type DraftKind = "reply" | "note";

const PREFIX = "parley.draft.";
const OWNER = "parley.drafts-of";
const storage = openStorage(() => sessionStorage);
const written = signal<Readonly<Record<string, string>>>({});

/** What is being written, by conversation; kept over reloads of this tab. */
export const drafts = {
  read(conversationId: string, kind: DraftKind): string {
    const key = `${PREFIX}${kind}.${conversationId}`;
    return written.value[key] ?? storage.get(key) ?? "";
  },
  write(conversationId: string, kind: DraftKind, text: string): void {
    const key = `${PREFIX}${kind}.${conversationId}`;
    written.value = { ...written.value, [key]: text };
    if (text) storage.set(key, text);
    else storage.remove(key);
  },
  /** Whose they are from now on: nobody finds what somebody else was writing. Without an owner all are forgotten. */
  belongTo(owner: string | undefined): void {
    if (owner !== undefined && storage.get(OWNER) === owner) return;
    written.value = {};
    for (const key of storage.names()) if (key.startsWith(PREFIX)) storage.remove(key);
    if (owner === undefined) storage.remove(OWNER);
    else storage.set(OWNER, owner);
  },
};
