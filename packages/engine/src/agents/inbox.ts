import type { InboxItem } from "@parley/protocol";
import type { Dialog, Listed } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";

/**
 * Conversations that a console's list holds at most: those who wait, the one who has waited longest first, and of the others
 * those in which something was said last. Each has its share, so that many with the bot never push out who waits.
 */
const MOST = { queued: 500, agent: 500, bot: 200, closed: 50 } as const;

/** Conversations with their visitors, as consoles list them. */
export function createInbox(dialog: Dialog, users: Users) {
  async function withVisitors(listed: readonly Listed[]): Promise<InboxItem[]> {
    if (listed.length === 0) return [];
    const ids = [...new Set(listed.map(({ conversation }) => conversation.visitorId))];
    const visitors = new Map((await users.visitors({ ids })).map((visitor) => [visitor.id, visitor]));
    return listed.flatMap(({ conversation, preview, desk, promises, mood }) => {
      const visitor = visitors.get(conversation.visitorId);
      if (!visitor) return [];
      const more = { ...(preview && { preview }), ...(desk && { desk }), ...(promises && { promises }) };
      return [{ conversation, visitor, ...more, ...(mood && { mood }) }];
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

    /** What is not closed, and what was closed lately; of some inboxes only, where they are named. */
    async all(inboxIds?: readonly string[]): Promise<InboxItem[]> {
      const within = inboxIds && { inboxIds: [...inboxIds] };
      const statuses = Object.keys(MOST) as (keyof typeof MOST)[];
      const listed = await Promise.all(
        statuses.map((status) =>
          dialog.list({
            status: [status],
            limit: MOST[status],
            ...within,
            ...(status === "queued" && { by: "waiting" }),
          }),
        ),
      );
      return withVisitors(listed.flat());
    },
  };
}
export type Inbox = ReturnType<typeof createInbox>;
