import { signal } from "@preact/signals";
import { readSorting, sorting } from "./sorting.ts";

type Close = (code?: string) => unknown;

/** What is about to be closed and waits for a code. */
export const closing = signal<{ id: string; close: Close } | undefined>(undefined);

/** Closes, after it was asked what it was about where the team wants to know. */
export async function beginClose(id: string, close: Close): Promise<void> {
  // What cannot be read now does not keep anybody from closing; the engine says so if a code is wanted.
  await readSorting().catch(() => undefined);
  if (sorting.value.settings.codes.length === 0) return void close();
  closing.value = { id, close };
}
