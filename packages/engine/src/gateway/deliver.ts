import type { ConversationEvent } from "@parley/protocol";
import type { Channel } from "../channels/channel.ts";
import type { Analytics } from "../services/analytics/contract.ts";
import type { Dialog, Outcome } from "../services/dialog/contract.ts";
import { gather } from "./gather.ts";
import type { Lists } from "./lists.ts";

export interface Audience {
  channels: ReadonlyMap<string, Channel>;
  /** Shows an event to the consoles that have the conversation open. */
  showAgents: (event: ConversationEvent) => void;
  lists: Lists;
  /** Tells those who wait their place. */
  announceQueue: () => Promise<void>;
  analytics: Analytics;
  onError: (error: unknown) => void;
}

/** Milliseconds in which changes are gathered before those who wait hear of them. */
const GATHER = 200;
/** The same for reports: briefly, since what is gathered is still young to the garbage collector then. */
const REPORTS = { least: 20 };

/** What moved on in a conversation, for reports. */
interface Moved {
  seq: number;
  events: ConversationEvent[];
}

const CHANGES_QUEUE: ReadonlySet<ConversationEvent["type"]> = new Set(["queued", "claimed", "released", "closed"]);

/** Fans out what is stored: the visitor's channel and open consoles at once, lists and reports gathered. */
export function createDeliver({ channels, showAgents, lists, announceQueue, analytics, onError }: Audience) {
  const reports = gather<Moved>(
    REPORTS,
    async (moved) => {
      const heads = [...moved].map(([conversationId, what]) => ({ conversationId, ...what }));
      await analytics.follow({ heads });
    },
    onError,
    (before, { seq, events }) => ({ seq, events: [...before.events, ...events] }),
  );
  const queue = gather<true>({ least: GATHER }, announceQueue, onError);

  function deliver({ events, conversation }: Outcome): void {
    const channel = channels.get(conversation.channel);
    for (const event of events) {
      channel?.deliver(conversation, event);
      showAgents(event);
    }
    if (events.length === 0) return;
    lists.moved(conversation, events);
    reports.add(conversation.id, { seq: conversation.seq, events });
    if (events.some(({ type }) => CHANGES_QUEUE.has(type))) queue.add("queue", true);
  }

  return {
    deliver,
    /** Passes on what is gathered. */
    async stop(): Promise<void> {
      await Promise.all([reports.stop(), queue.stop()]);
    },
  };
}
/** Conversations whose last words may have been on their way to reports when a process was killed, and milliseconds of it. */
const RECENT = { conversations: 500, milliseconds: 10_000 };

/** Says to reports what a process that was killed did not come to say. Saying it twice does no harm. */
export async function followRecent(dialog: Dialog, analytics: Analytics): Promise<void> {
  const listed = await dialog.list({ limit: RECENT.conversations });
  const since = (listed[0]?.conversation.updatedAt ?? 0) - RECENT.milliseconds;
  const recent = listed.filter(({ conversation }) => conversation.updatedAt > since);
  await analytics.follow({ heads: recent.map(({ conversation: { id, seq } }) => ({ conversationId: id, seq })) });
}
export type Deliver = ReturnType<typeof createDeliver>["deliver"];
