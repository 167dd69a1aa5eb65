import type { ConversationEvent, LogPage } from "@parley/protocol";

/** What is known of a conversation's log: a stretch without gaps, and what came too early. */
export interface Log {
  /** Ascending by `seq`, without gaps. The first need not be number 1. */
  readonly events: readonly ConversationEvent[];
  /** Number of the last event of the stretch; 0 while nothing is known. */
  readonly last: number;
  /** Number of the newest event the engine has told of. Greater than `last`: something is missing. */
  readonly head: number;
  /** Events that wait for those before them. */
  readonly early: readonly ConversationEvent[];
  /** Number before which there is nothing; it is more than 1 where the engine has erased what was before. */
  readonly first: number;
}

/** A log of which nothing is known yet. */
export const emptyLog: Log = { events: [], last: 0, head: 0, early: [], first: 1 };

/** The log with one more event, wherever it belongs (SPEC M7). The same object if it changes nothing. */
export function receive(log: Log, event: ConversationEvent): Log {
  if (event.seq <= log.last || log.early.some(({ seq }) => seq === event.seq)) return log;
  return join({ ...log, head: Math.max(log.head, event.seq), early: [...log.early, event] });
}

/** The log with an answer of `hello` or `sync` (SPEC M8, M9). */
export function take(log: Log, { events, head, reset }: LogPage): Log {
  const base = reset ? { ...emptyLog, last: (events[0]?.seq ?? head + 1) - 1, early: log.early } : log;
  return join({ ...base, early: [...base.early, ...events], head: Math.max(base.head, head) });
}

/** Whether something is missing, so that the engine must be asked. */
export const isBehind = ({ last, head }: Log) => last < head;

/** Whether events before the first one here exist. */
export const hasOlder = (log: Log) => (log.events[0]?.seq ?? log.last + 1) > log.first;

/** Moves what has become due from `early` to the end of the stretch, and drops what is known. */
function join(log: Log): Log {
  const due: ConversationEvent[] = [];
  const early: ConversationEvent[] = [];
  let { last } = log;
  for (const event of [...log.early].sort((a, b) => a.seq - b.seq)) {
    if (event.seq === last + 1) {
      due.push(event);
      last = event.seq;
    } else if (event.seq > last) early.push(event);
  }
  const events = due.length > 0 ? [...log.events, ...due] : log.events;
  return { ...log, events, last, head: Math.max(log.head, last), early };
}
