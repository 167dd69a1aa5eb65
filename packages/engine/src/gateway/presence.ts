import type { AgentRef, Availability, Presence } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { AgentHere, AgentNamespace } from "./agent-session.ts";
import type { Cluster } from "./cluster.ts";

export interface PresenceParts {
  agents: AgentNamespace;
  dialog: Dialog;
  /** Conversations that one may have at once, if there is a limit. */
  capacity?: number | undefined;
  /** The other nodes, if there may be any. */
  cluster?: Cluster | undefined;
}

/** Milliseconds that the other nodes have to say who is connected to them; it is a little longer than Redis waits for them. */
const PATIENCE = 2_000;

/** Who of the team has a console open, and what he looks at: asked of the sockets themselves, so that it cannot go stale. */
export function createPresence({ agents, dialog, capacity, cluster }: PresenceParts) {
  function here(room?: string): AgentHere[] {
    return [...agents.sockets.values()]
      .filter(({ data, rooms }) => data.member && (!room || rooms.has(room)))
      .map(({ data: { member, availability } }) => ({ id: member.id, name: member.name, availability }));
  }
  agents.on("who", (room, answer) => answer(here(room)));

  /** Consoles on all nodes, or on those that answer in time. */
  async function connected(room = ""): Promise<AgentHere[]> {
    if (!cluster || cluster.problem()) return here(room);
    const others = await new Promise<AgentHere[]>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE, []);
      agents.serverSideEmit("who", room, (_late, answers = []) => {
        clearTimeout(timer);
        resolve(answers.flat());
      });
    });
    return [...here(room), ...others];
  }

  return {
    async present(): Promise<Presence[]> {
      const present = new Map<string, { agent: AgentRef; availability: Availability }>();
      for (const { id, name, availability } of await connected()) {
        const known = present.get(id);
        // Several windows of one agent: available in one is available.
        present.set(id, {
          agent: { id, name },
          availability: known?.availability === "available" ? "available" : availability,
        });
      }
      const held = await dialog.held({ agentIds: [...present.keys()] });
      return [...present.values()].map((one) => ({
        ...one,
        conversations: held[one.agent.id] ?? 0,
        ...(capacity !== undefined && { capacity }),
      }));
    },

    async agentsOnline(): Promise<number> {
      const available = (await connected()).filter(({ availability }) => availability === "available");
      return new Set(available.map(({ id }) => id)).size;
    },

    async viewers(conversationId: string): Promise<AgentRef[]> {
      const viewers = new Map((await connected(conversationId)).map(({ id, name }) => [id, name]));
      return [...viewers].map(([id, name]) => ({ id, name }));
    },
  };
}
export type AgentsPresence = ReturnType<typeof createPresence>;
