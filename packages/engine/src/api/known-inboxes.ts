import { ChatError } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";

/** Throws `invalid` for inboxes that there are not, unless they were named `before`. */
export async function requireInboxes(
  dialog: Pick<Dialog, "inboxes">,
  named: readonly string[] | null | undefined,
  before: () => Promise<readonly string[] | undefined> = async () => [],
): Promise<void> {
  if (!named) return;
  const known = new Set((await dialog.inboxes({})).map(({ id }) => id));
  if (named.every((id) => known.has(id))) return;
  for (const id of (await before()) ?? []) known.add(id);
  const wrong = named.flatMap((id, index) => (known.has(id) ? [] : [[`inboxes.${index}`, ["is no inbox"]]]));
  if (wrong.length === 0) return;
  const details = { fields: Object.fromEntries(wrong) as Record<string, string[]> };
  throw new ChatError("invalid", "Some of what was sent is not valid.", { details });
}
