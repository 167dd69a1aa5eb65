import { signal } from "@preact/signals";

export type DraftKind = "reply" | "note";

const PREFIX = "parley.draft.";
const written = signal<Readonly<Record<string, string>>>({});

/** What is being written, by conversation; kept over reloads of this tab. */
export const drafts = {
  read(conversationId: string, kind: DraftKind): string {
    const key = `${PREFIX}${kind}.${conversationId}`;
    return written.value[key] ?? stored(key);
  },
  write(conversationId: string, kind: DraftKind, text: string): void {
    const key = `${PREFIX}${kind}.${conversationId}`;
    written.value = { ...written.value, [key]: text };
    try {
      if (text) sessionStorage.setItem(key, text);
      else sessionStorage.removeItem(key);
    } catch {
      // Storage is forbidden or full: the draft lasts as long as the page.
    }
  },
};

function stored(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
