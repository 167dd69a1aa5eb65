import type { Conversation, ConversationEvent } from "@parley/protocol";
import type { Channel } from "./channel.ts";
import type { Analytics } from "../services/analytics/contract.ts";
import type { Outcome } from "../services/dialog/contract.ts";
import { gather } from "./gather.ts";
import { createReports } from "./reports.ts";

export interface Audience {
  channels: ReadonlyMap<string, Channel>;
  /** Shows an event to the consoles that have the conversation open. */
  showAgents: (event: ConversationEvent) => void;
  /** Brings the lists of consoles up to date, gathered. */
  onMoved: (conversation: Conversation, events: readonly ConversationEvent[]) => void;
  /** What agents have may have changed. */
  onHeld: () => void;
  /** Tells those who wait their place. */
  announceQueue: () => Promise<void>;
  analytics: Analytics;
  onError: (error: unknown) => void;
}

/** Milliseconds in which changes are gathered before those who wait hear of them. */
const GATHER = 200;
const CHANGES_HOLDER: ReadonlySet<ConversationEvent["type"]> = new Set(["claimed", "released", "closed"]);
const CHANGES_QUEUE: ReadonlySet<ConversationEvent["type"]> = new Set(["queued", "claimed", "released", "closed"]);

/** Fans out what is stored: the visitor's channel and open consoles at once, lists and reports gathered. */
export function createDeliver({ channels, showAgents, onMoved, onHeld, announceQueue, analytics, onError }: Audience) {
  const reports = createReports(analytics, onError);
  const queue = gather<true>({ least: GATHER }, announceQueue, onError);

  function deliver(outcome: Outcome): void {
    try {
      show(outcome);
    } catch (error) {
      // It is stored: who was not shown it asks for it.
      onError(error);
    }
  }

  function show({ events, conversation }: Outcome): void {
    const channel = channels.get(conversation.channel);
    for (const event of events) {
      channel?.deliver(conversation, event);
      showAgents(event);
    }
    if (events.length === 0) return;
    onMoved(conversation, events);
    reports.moved(conversation, events);
    if (events.some(({ type }) => CHANGES_HOLDER.has(type))) onHeld();
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
export type Deliver = ReturnType<typeof createDeliver>["deliver"];
