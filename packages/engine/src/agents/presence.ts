import { conversationRoom } from "../transport/workspace.ts";
import type { AgentRef, Presence } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { AgentNamespace } from "./session.ts";
import type { Cluster } from "../transport/cluster.ts";
import { elsewhere } from "../transport/elsewhere.ts";

export interface PresenceParts {
  agents: AgentNamespace;
  dialog: Pick<Dialog, "held">;
  users: Pick<Users, "availability">;
  /** Conversations that one may have at once, if there is a limit. */
  capacity?: (() => Promise<number | undefined>) | undefined;
  /** The other nodes, if there may be any. */
  cluster?: Cluster | undefined;
}

/** Who of the team has a console open, and what he looks at: asked of the sockets themselves, so that it cannot go stale. */
export function createPresence({ agents, dialog, users, capacity = async () => undefined, cluster }: PresenceParts) {
  /** Consoles that have said hello: who only connects shows nobody anything. */
  function here(room?: string): AgentRef[] {
    return [...agents.sockets.values()]
      .filter(({ data, rooms }) => data.present && (!room || rooms.has(room)))
      .map(({ data: { member } }) => ({ id: member.id, name: member.name }));
  }
  agents.on("who", (room, answer) => answer(here(room)));

  /** Who has a console on any node, or on those that answer in time. */
  async function connected(room = ""): Promise<AgentRef[]> {
    const others = await elsewhere<AgentRef>(cluster, (done) => agents.serverSideEmit("who", room, done));
    return [...new Map([...here(room), ...others].map((agent) => [agent.id, agent])).values()];
  }

  const availabilityOf = (present: readonly AgentRef[]) =>
    users.availability({ memberIds: present.map(({ id }) => id) });

  return {
    async present(): Promise<Presence[]> {
      const present = await connected();
      const [most, availability, held] = await Promise.all([
        capacity(),
        availabilityOf(present),
        dialog.held({ agentIds: present.map(({ id }) => id) }),
      ]);
      return present.map((agent) => ({
        agent,
        availability: availability[agent.id] ?? "available",
        conversations: held[agent.id] ?? 0,
        ...(most !== undefined && { capacity: most }),
      }));
    },

    agentsOnline: async (): Promise<number> => {
      const present = await connected();
      const availability = await availabilityOf(present);
      return present.filter(({ id }) => availability[id] === "available").length;
    },

    viewers: (conversationId: string): Promise<AgentRef[]> => connected(conversationRoom(conversationId)),
  };
}
export type AgentsPresence = ReturnType<typeof createPresence>;
