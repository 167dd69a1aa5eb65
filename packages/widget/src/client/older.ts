import type { LogPage } from "@parley/protocol";
import type { Log } from "./log.ts";
import type { Transport } from "./transport.ts";

const HISTORY_PAGE = 60;

/** Puts older events before those of a log. Loaded when a visitor scrolls up to where the log begins. */
export async function loadOlder(transport: Pick<Transport, "request">, log: { value: Log }): Promise<void> {
  const before = log.value.events[0]?.seq;
  if (!before) return;
  const reply = await transport.request("history", { before, limit: HISTORY_PAGE });
  if (reply.ok) log.value = prepend(log.value, reply.value);
}

/** The log with an answer of `history` before it. What does not end right before its first event is ignored. */
export function prepend(log: Log, { events }: LogPage): Log {
  const first = log.events[0]?.seq ?? log.last + 1;
  if (events.length === 0) return { ...log, first };
  const older = events.filter(({ seq }) => seq < first);
  return older[older.length - 1]?.seq === first - 1 ? { ...log, events: [...older, ...log.events] } : log;
}
