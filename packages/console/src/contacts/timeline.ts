import type { ConversationEvent } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Ask } from "../live/ask.ts";

/** Events that are shown more at a time, and asked for at a time of each conversation. */
const PAGE = 40;

/** Several conversations on one line of time. */
export interface Timeline {
  /** What was fetched, the newest first. */
  readonly events: ReadonlySignal<readonly ConversationEvent[]>;
  readonly ended: ReadonlySignal<boolean>;
  /** Fetches what was before. Throws what refuses it; then it can be tried again. */
  readonly older: () => Promise<void>;
}

interface Log {
  conversationId: string;
  /** What is numbered less is not fetched yet; 1: nothing. */
  before: number;
  /** Fetched and not shown, the oldest first. */
  waiting: readonly ConversationEvent[];
}

/**
 * Reads logs side by side: each keeps its own order, and of their newest events the one that happened last comes next. No event is
 * shown before all logs have said what they have that is newer.
 */
export function createTimeline(ask: Ask, conversations: readonly { id: string; seq: number }[]): Timeline {
  const logs: Log[] = conversations.map(({ id, seq }) => ({ conversationId: id, before: seq + 1, waiting: [] }));
  const events = signal<readonly ConversationEvent[]>([]);
  const ended = signal(conversations.length === 0);

  async function fill(log: Log): Promise<void> {
    const { conversationId, before } = log;
    const page = await ask("history", { conversationId, before, limit: PAGE });
    log.waiting = page.events;
    log.before = page.events[0]?.seq ?? 1;
  }
  async function next(): Promise<ConversationEvent | undefined> {
    await Promise.all(logs.filter(({ waiting, before }) => waiting.length === 0 && before > 1).map(fill));
    const latest = logs.reduce<Log | undefined>(
      (best, log) => ((log.waiting.at(-1)?.at ?? -1) > (best?.waiting.at(-1)?.at ?? -1) ? log : best),
      undefined,
    );
    const event = latest?.waiting.at(-1);
    if (latest) latest.waiting = latest.waiting.slice(0, -1);
    return event;
  }

  return {
    events,
    ended,
    async older() {
      const more: ConversationEvent[] = [];
      try {
        for (let event = await next(); event; event = more.length < PAGE ? await next() : undefined) more.push(event);
      } finally {
        events.value = [...events.value, ...more];
      }
      ended.value = logs.every(({ waiting, before }) => waiting.length === 0 && before <= 1);
    },
  };
}

/** Neighbours of one conversation, each group with its events in order. */
export function stretches(events: readonly ConversationEvent[]): ConversationEvent[][] {
  const found: ConversationEvent[][] = [];
  for (const event of events) {
    const last = found.at(-1);
    if (last?.[0]?.conversationId === event.conversationId) last.unshift(event);
    else found.push([event]);
  }
  return found;
}
