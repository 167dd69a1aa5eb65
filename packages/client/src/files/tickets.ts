import type { Reply } from "@parley/protocol";
import type { Ticket } from "./step.ts";

/** How long before its end a ticket is not used any more. Milliseconds. */
const MARGIN = 6 * 60_000;
/** Of which at most so much is believed: clocks differ. Milliseconds. */
const LONGEST = 15 * 60_000;

/** Keeps tickets until they run out. `ask` asks the engine for one for somebody, as the place calls them; where that is nobody (""), it is kept for none. */
export function createTickets(
  ask: (to: string) => Promise<Reply<Ticket>>,
): (to: string, fresh?: boolean) => Promise<Reply<Ticket>> {
  const kept = new Map<string, { until: number; reply: Promise<Reply<Ticket>> }>();
  return (to, fresh = false) => {
    const known = kept.get(to);
    // As long as it is not there, who asks meanwhile waits for the same one.
    if (known && (known.until === Infinity || (!fresh && known.until - MARGIN > Date.now()))) return known.reply;
    const next = { until: Infinity, reply: ask(to) };
    if (to) kept.set(to, next);
    void next.reply.then((reply) => {
      next.until = reply.ok ? Math.min(reply.value.until, Date.now() + LONGEST) : 0;
    });
    return next.reply;
  };
}
