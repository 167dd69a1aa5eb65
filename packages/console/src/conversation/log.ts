import type { ConversationEvent, LogPage } from "@parley/protocol";

/** What we know of a conversation's log: a stretch without gaps, and what came too early. */
export interface Log {
  readonly events: readonly ConversationEvent[];
  /** Pushes that lie beyond a gap, until the gap is filled. */
  readonly early: ReadonlyMap<number, ConversationEvent>;
  /** Number of the last event of which we have heard. */
  readonly head: number;
  /** Number before which there is nothing; it is more than 1 where the engine has erased what was before. */
  readonly first: number;
}

export const EMPTY_LOG: Log = { events: [], early: new Map(), head: 0, first: 1 };

/** Number of the last event without a gap before it; 0 if we have none. */
export function lastSeq({ events }: Log): number {
  return events.at(-1)?.seq ?? 0;
}

/** Whether events before the first one can be fetched. */
export function hasOlder({ events, first }: Log): boolean {
  return (events[0]?.seq ?? 1) > first;
}

/** Whether something is missing, so that the engine must be asked. */
export function isBehind(log: Log): boolean {
  return lastSeq(log) < log.head;
}

/** The log after a push (SPEC M7): what is known is dropped, the next applied, a later one kept aside. */
export function withPush(log: Log, event: ConversationEvent): Log {
  if (event.seq <= lastSeq(log)) return log;
  const early = new Map(log.early).set(event.seq, event);
  return settle({ ...log, early, head: Math.max(log.head, event.seq) });
}

/** The log after an answer to `open` or `sync` (SPEC M8, M9). */
export function withPage(log: Log, page: LogPage): Log {
  if (page.reset) {
    const early = new Map([...log.early].filter(([seq]) => seq > (page.events.at(-1)?.seq ?? 0)));
    return settle({ ...EMPTY_LOG, events: page.events, early, head: Math.max(page.head, ...early.keys()) });
  }
  const early = new Map(log.early);
  for (const event of page.events) if (event.seq > lastSeq(log)) early.set(event.seq, event);
  return settle({ ...log, early, head: Math.max(log.head, page.head) });
}

/** The log after an answer to `history`: older events in front. */
export function withHistory(log: Log, older: readonly ConversationEvent[]): Log {
  const first = log.events[0]?.seq ?? Number.POSITIVE_INFINITY;
  if (older.length === 0) return { ...log, first };
  const fitting = older.filter(({ seq }) => seq < first);
  const joins = fitting.every(({ seq }, index) => seq === first - fitting.length + index);
  return joins ? { ...log, events: [...fitting, ...log.events] } : log;
}

function settle(log: Log): Log {
  const { events, early } = log;
  const waiting = new Map(early);
  const grown = [...events];
  // With nothing known yet, the first event of all may begin the log; anything later must come by `sync`.
  for (let next = (grown.at(-1)?.seq ?? 0) + 1; ; next++) {
    const event = waiting.get(next);
    if (!event) break;
    grown.push(event);
    waiting.delete(next);
  }
  for (const seq of waiting.keys()) if (seq <= (grown.at(-1)?.seq ?? 0)) waiting.delete(seq);
  return { ...log, events: grown.length === events.length ? events : grown, early: waiting };
}
