import { ChatError } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";

/** Throws `invalid` for inboxes that there are not. */
export async function requireInboxes(
  dialog: Pick<Dialog, "inboxes">,
  named: readonly string[] | null | undefined,
): Promise<void> {
  if (!named) return;
  const known = new Set((await dialog.inboxes({})).map(({ id }) => id));
  const wrong = named.flatMap((id, index) => (known.has(id) ? [] : [[`inboxes.${index}`, ["is no inbox"]]]));
  if (wrong.length === 0) return;
  const details = { fields: Object.fromEntries(wrong) as Record<string, string[]> };
  throw new ChatError("invalid", "Some of what was sent is not valid.", { details });
}
