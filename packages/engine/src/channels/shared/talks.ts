import type { Outgoing } from "../../spine/port.ts";

/** People of whom is known who talks with them. */
const KNOWN = 10_000;
/** Milliseconds for which that is known: another node may have heard since then that an agent came. */
const HOLDS = 120_000;

/** Knows of people whether it is the bot who talks with them, as far as this node has seen. */
export function createTalks(now: () => number) {
  const talks = new Map<string, { isBot: boolean; until: number }>();

  return {
    /** Hears what is said, and so who talks with whom. */
    said({ to, conversation }: Outgoing): void {
      talks.delete(to);
      talks.set(to, { isBot: conversation.state.status === "bot", until: now() + HOLDS });
      for (const oldest of talks.keys()) {
        if (talks.size <= KNOWN) break;
        talks.delete(oldest);
      }
    },

    areWithBot(to: string): boolean {
      const talk = talks.get(to);
      return talk !== undefined && talk.isBot && talk.until > now();
    },
  };
}
