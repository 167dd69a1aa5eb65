import { signal } from "@preact/signals";

export type DraftKind = "reply" | "note";

const PREFIX = "parley.draft.";
const OWNER = "parley.drafts-of";
const written = signal<Readonly<Record<string, string>>>({});

/** What is being written, by conversation; kept over reloads of this tab. */
export const drafts = {
  read(conversationId: string, kind: DraftKind): string {
    const key = `${PREFIX}${kind}.${conversationId}`;
    return written.value[key] ?? quietly(() => sessionStorage.getItem(key)) ?? "";
  },
  write(conversationId: string, kind: DraftKind, text: string): void {
    const key = `${PREFIX}${kind}.${conversationId}`;
    written.value = { ...written.value, [key]: text };
    quietly(() => (text ? sessionStorage.setItem(key, text) : sessionStorage.removeItem(key)));
  },
  /** Whose they are from now on: nobody finds what somebody else was writing. Without an owner all are forgotten. */
  belongTo(owner: string | undefined): void {
    if (owner !== undefined && quietly(() => sessionStorage.getItem(OWNER)) === owner) return;
    written.value = {};
    quietly(() => {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
      if (owner === undefined) sessionStorage.removeItem(OWNER);
      else sessionStorage.setItem(OWNER, owner);
    });
  },
};

/** Storage may be forbidden or full; then a draft lasts as long as the page. */
function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
