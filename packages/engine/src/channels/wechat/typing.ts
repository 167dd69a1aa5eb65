import type { Outgoing } from "../../spine/port.ts";
import type { Api } from "./api.ts";

/** People of whom is known who talks with them. */
const KNOWN = 10_000;
/** Milliseconds for which that is known: another node may have heard since then that an agent came. */
const HOLDS = 120_000;
/** Milliseconds that the platform has to say it: after that it would be of no use. */
const PATIENCE = 5_000;

/**
 * Shows people that the bot is at it, where its answer was not ready in time. Whoever talks with an agent, or waits for one, is
 * shown nothing: nobody knows whether the agent types. Nor is anybody of whom is not known who talks with them.
 */
export function createTyping(api: Pick<Api, "post">, now: () => number) {
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

    late(to: string): void {
      const talk = talks.get(to);
      if (!talk?.isBot || talk.until <= now()) return;
      const typing = { touser: to, command: "Typing" };
      // It may be shown already, or not be allowed: what is said comes without it.
      api.post("message/custom/typing", typing, AbortSignal.timeout(PATIENCE)).catch(() => {});
    },
  };
}
