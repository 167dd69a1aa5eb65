import type { Reply } from "@parley/protocol";
import type { Ticket } from "./step.ts";

/** How long before its end a ticket is not used any more. Milliseconds. */
const MARGIN = 6 * 60_000;

/** Keeps tickets until they run out. `ask` asks the engine for one for somebody, as the place calls them. */
export function createTickets(
  ask: (to: string) => Promise<Reply<Ticket>>,
): (to: string, fresh?: boolean) => Promise<Reply<Ticket>> {
  const kept = new Map<string, { until: number; reply: Promise<Reply<Ticket>> }>();
  return (to, fresh = false) => {
    const known = kept.get(to);
    if (known && !fresh && known.until - MARGIN > Date.now()) return known.reply;
    // As long as it is not there, who asks meanwhile waits for the same one.
    const next = { until: Infinity, reply: ask(to) };
    kept.set(to, next);
    void next.reply.then((reply) => {
      next.until = reply.ok ? reply.value.until : 0;
    });
    return next.reply;
  };
}
