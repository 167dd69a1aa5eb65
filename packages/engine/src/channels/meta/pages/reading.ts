import type { PlatformReceipt } from "../../../spine/port.ts";

/** People of whom is known what they were sent, and messages of each. */
const PEOPLE = 5_000;
const EACH = 50;

/** Messenger says that somebody has read all until now, and not what that is: it is what this node has sent them. */
export function createReading() {
  const sent = new Map<string, string[]>();

  return {
    sent(to: string, externalId: string): void {
      const known = sent.get(to) ?? [];
      sent.delete(to);
      sent.set(to, [...known, externalId].slice(-EACH));
      const [oldest] = sent.keys();
      if (sent.size > PEOPLE && oldest !== undefined) sent.delete(oldest);
    },
    /** What somebody has read who has read all. */
    by(reader: string): PlatformReceipt[] {
      const read = sent.get(reader) ?? [];
      sent.delete(reader);
      return read.map((externalId) => ({ externalId, state: "read" }));
    },
  };
}
