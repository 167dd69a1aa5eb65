import { type Conversation, FIRST_INBOX } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";

/** Conversations whose inbox is remembered at most. */
const KNOWN = 20_000;

/** Says of which inbox conversations are. That never changes, so that it is asked once. */
export function createInboxOf(dialog: Pick<Dialog, "listed">) {
  const known = new Map<string, string>();

  function note({ id, inboxId = FIRST_INBOX }: Conversation): void {
    known.set(id, inboxId);
    // The oldest go first.
    if (known.size > KNOWN) for (const oldest of known.keys()) return void known.delete(oldest);
  }

  async function look(conversationIds: readonly string[]): Promise<void> {
    const unknown = conversationIds.filter((id) => !known.has(id));
    if (unknown.length === 0) return;
    for (const { conversation } of await dialog.listed({ conversationIds: unknown })) note(conversation);
  }

  return {
    note,
    /** As far as it is known without asking. */
    peek: (conversationId: string) => known.get(conversationId),
    /** Nothing where there is no such conversation. */
    async of(conversationId: string): Promise<string | undefined> {
      await look([conversationId]);
      return known.get(conversationId);
    },
    /** Those of some conversations that are of an inbox that passes. */
    async those(conversationIds: readonly string[], passes: (inboxId: string) => boolean): Promise<string[]> {
      await look(conversationIds);
      return conversationIds.filter((id) => {
        const inboxId = known.get(id);
        return inboxId !== undefined && passes(inboxId);
      });
    },
  };
}
export type InboxOf = ReturnType<typeof createInboxOf>;
