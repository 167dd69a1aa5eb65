import type { Outgoing } from "../../spine/port.ts";
import { createTalks } from "../shared/talks.ts";
import type { Api } from "./api.ts";

/** Milliseconds that the platform has to say it: after that it would be of no use. */
const PATIENCE = 5_000;

/**
 * Shows people that the bot is at it, where its answer was not ready in time. Whoever talks with an agent, or waits for one, is
 * shown nothing: nobody knows whether the agent types. Nor is anybody of whom is not known who talks with them.
 */
export function createTyping(api: Pick<Api, "post">, now: () => number) {
  const talks = createTalks(now);

  return {
    /** Hears what is said, and so who talks with whom. */
    said: (message: Outgoing): void => talks.said(message),

    late(to: string): void {
      if (!talks.areWithBot(to)) return;
      const typing = { touser: to, command: "Typing" };
      // It may be shown already, or not be allowed: what is said comes without it.
      api.post("message/custom/typing", typing, AbortSignal.timeout(PATIENCE)).catch(() => {});
    },
  };
}
