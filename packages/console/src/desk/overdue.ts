import { signal } from "@preact/signals";
import { read } from "../api.ts";

/** How many tasks of one's own, and of one's teams, are overdue. */
export const overdue = signal(0);

/** Looks how many that are now. Without an answer it stays as it was. */
export async function lookForOverdue(): Promise<void> {
  const found = await read<{ count: number }>("tasks/overdue").catch(() => undefined);
  if (found) overdue.value = found.count;
}
