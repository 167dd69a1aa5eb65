import type { PlatformReceipt } from "../../../spine/port.ts";

/** People of whom is known what they were sent, and messages of each. */
const PEOPLE = 5_000;
const EACH = 50;

/** Messenger says until when somebody has read all, and not what that is: it is what this node has sent them until then. */
export function createReading() {
  const sent = new Map<string, { externalId: string; at: number }[]>();

  return {
    /** `at` is when it was begun to send it, milliseconds since 1970. */
    sent(to: string, externalId: string, at: number): void {
      const known = sent.get(to) ?? [];
      sent.delete(to);
      sent.set(to, [...known, { externalId, at }].slice(-EACH));
      const [oldest] = sent.keys();
      if (sent.size > PEOPLE && oldest !== undefined) sent.delete(oldest);
    },
    /** What somebody has read who has read all until a time. */
    by(reader: string, until = Number.POSITIVE_INFINITY): PlatformReceipt[] {
      const known = sent.get(reader) ?? [];
      const later = known.filter(({ at }) => at > until);
      if (later.length === 0) sent.delete(reader);
      else sent.set(reader, later);
      return known.filter(({ at }) => at <= until).map(({ externalId }) => ({ externalId, state: "read" }));
    },
  };
}
