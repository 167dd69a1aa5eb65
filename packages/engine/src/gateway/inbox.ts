import type { InboxItem } from "@parley/protocol";
import type { Dialog, Listed } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";

/** Live conversations that a console's list holds at most, and closed ones. */
const LIVE = 500;
const CLOSED = 50;

/** Conversations with their visitors, as consoles list them. */
export function createInbox(dialog: Dialog, users: Users) {
  async function withVisitors(listed: readonly Listed[]): Promise<InboxItem[]> {
    if (listed.length === 0) return [];
    const ids = [...new Set(listed.map(({ conversation }) => conversation.visitorId))];
    const visitors = new Map((await users.visitors({ ids })).map((visitor) => [visitor.id, visitor]));
    return listed.flatMap(({ conversation, preview }) => {
      const visitor = visitors.get(conversation.visitorId);
      return visitor ? [{ conversation, visitor, ...(preview && { preview }) }] : [];
    });
  }

  return {
    withVisitors,

    async item(conversationId: string): Promise<InboxItem | undefined> {
      const [item] = await withVisitors([await dialog.get({ conversationId })]);
      return item;
    },

    /** Several at once, as this node knows them. */
    async items(conversationIds: string[]): Promise<InboxItem[]> {
      return withVisitors(await dialog.listed({ conversationIds }));
    },

    /** All that is not closed, and what was closed lately. */
    async all(): Promise<InboxItem[]> {
      const listed = await Promise.all([
        dialog.list({ status: ["queued", "agent", "bot"], limit: LIVE }),
        dialog.list({ status: ["closed"], limit: CLOSED }),
      ]);
      return withVisitors(listed.flat());
    },
  };
}
export type Inbox = ReturnType<typeof createInbox>;
