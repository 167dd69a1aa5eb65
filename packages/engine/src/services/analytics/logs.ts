import { FIRST_INBOX, type LogPage, SYNC_PAGE } from "@parley/protocol";
import type { Dialog } from "../dialog/contract.ts";
import type { Where } from "./episode.ts";

/** What is counted of conversations: their logs, and where they are. */
export function createLogs(dialog: Dialog) {
  async function whereIs(conversationId: string): Promise<Where | undefined> {
    const [listed] = await dialog.listed({ conversationIds: [conversationId] });
    if (!listed) return undefined;
    const { inboxId = FIRST_INBOX, channel, locale } = listed.conversation;
    return { inboxId, channel, locale };
  }

  /** The next part of a log, as far as it is there. */
  async function after(conversationId: string, seq: number): Promise<LogPage> {
    const page = await dialog.read({ conversationId, after: seq });
    if (!page.reset) return page;
    // So far behind that the log only tells its end: read backwards from where the next part ends, as pages may be short.
    let part: LogPage = { events: [], head: page.head };
    for (let before = seq + SYNC_PAGE + 1; before > seq + 1; before = part.events[0]?.seq ?? 0) {
      const { events, head } = await dialog.history({ conversationId, before, limit: SYNC_PAGE });
      if (events.length === 0) break;
      part = { events: [...events, ...part.events], head };
    }
    return part;
  }

  return { after, whereIs };
}
export type Logs = ReturnType<typeof createLogs>;
