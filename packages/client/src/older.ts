import type { LogPage } from "@parley/protocol";
import type { Log } from "./log.ts";

/** The log with an answer of `history` before it (SPEC M9). What does not end right before its first event is ignored. */
export function prepend(log: Log, { events }: LogPage): Log {
  const first = log.events[0]?.seq ?? log.last + 1;
  if (events.length === 0) return { ...log, first };
  const older = events.filter(({ seq }) => seq < first);
  return older[older.length - 1]?.seq === first - 1 ? { ...log, events: [...older, ...log.events] } : log;
}
