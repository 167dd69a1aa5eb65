import { everyoneRoom } from "../transport/workspace.ts";
import type { AgentNamespace } from "./session.ts";
import type { AgentsPresence } from "./presence.ts";

export interface PresenceWatch {
  agents: AgentNamespace;
  presence: AgentsPresence;
  /** Whether this is one node of several. */
  clustered: boolean;
  announceQueue: () => Promise<void>;
  onError: (error: unknown) => void;
}

/** Milliseconds between two times. */
const PERIOD = 10_000;

/**
 * Says again and again what nobody else may say: of agents who are gone because their node is, nobody was left to; and when hours begin or end,
 * nothing happens that would tell who waits whether somebody is there.
 */
export function watchPresence({ agents, presence, clustered, announceQueue, onError }: PresenceWatch) {
  async function tell(): Promise<void> {
    if (clustered && agents.sockets.size > 0)
      agents.local.to(everyoneRoom()).volatile.emit("presence", await presence.present());
    await announceQueue();
  }
  const timer = setInterval(() => void tell().catch(onError), PERIOD);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
