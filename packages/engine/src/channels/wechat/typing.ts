import type { Outgoing } from "../../spine/port.ts";
import type { Api } from "./api.ts";

/** People of whom is known who talks with them. */
const KNOWN = 10_000;
/** Milliseconds that the platform has to say it: after that it would be of no use. */
const PATIENCE = 5_000;

/**
 * Shows people that the bot is at it, where its answer was not ready in time. Whoever talks with an agent, or waits for one, is
 * shown nothing: nobody knows whether the agent types.
 */
export function createTyping(api: Pick<Api, "post">) {
  const statuses = new Map<string, Outgoing["conversation"]["state"]["status"]>();

  return {
    /** Hears what is said, and so who talks with whom. */
    said({ to, conversation }: Outgoing): void {
      statuses.delete(to);
      statuses.set(to, conversation.state.status);
      for (const oldest of statuses.keys()) {
        if (statuses.size <= KNOWN) break;
        statuses.delete(oldest);
      }
    },

    late(to: string): void {
      if ((statuses.get(to) ?? "bot") !== "bot") return;
      const typing = { touser: to, command: "Typing" };
      // It may be shown already, or not be allowed: what is said comes without it.
      api.post("message/custom/typing", typing, AbortSignal.timeout(PATIENCE)).catch(() => {});
    },
  };
}
