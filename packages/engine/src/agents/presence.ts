import { conversationRoom } from "../transport/workspace.ts";
import { type AgentRef, ChatError, inboxesOf, type Presence } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { AgentNamespace, Here } from "./session.ts";
import type { Cluster } from "../transport/cluster.ts";
import type { Capacity } from "../spine/settings.ts";
import { elsewhere } from "../transport/elsewhere.ts";

export interface PresenceParts {
  agents: AgentNamespace;
  dialog: Pick<Dialog, "held">;
  users: Pick<Users, "availability" | "absences">;
  /** Conversations that one may have at once, if there is a limit. */
  capacity?: Capacity | undefined;
  /** The other nodes, if there may be any. */
  cluster?: Cluster | undefined;
}

/** A service of a version before cannot say why somebody is away: who is here is told all the same. */
function unknownBefore(error: unknown): Awaited<ReturnType<Users["absences"]>> {
  if (ChatError.from(error).code !== "notFound") throw error;
  return {};
}

/** Who of the team has a console open, and what he looks at: asked of the sockets themselves, so that it cannot go stale. */
export function createPresence({
  agents,
  dialog,
  users,
  capacity = async () => () => undefined,
  cluster,
}: PresenceParts) {
  /** Consoles that have said hello: who only connects shows nobody anything. */
  function here(room?: string): Here[] {
    return [...agents.sockets.values()]
      .filter(({ data, rooms }) => data.present && (!room || rooms.has(room)))
      .map(({ data: { member } }) => {
        const inboxes = inboxesOf(member);
        return { id: member.id, name: member.name, ...(inboxes && { inboxes: [...inboxes] }) };
      });
  }
  agents.on("who", (room, answer) => answer(here(room)));

  /** Who has a console on any node, or on those that answer in time. */
  async function connected(room = ""): Promise<Here[]> {
    const others = await elsewhere<Here>(cluster, (done) => agents.serverSideEmit("who", room, done));
    return [...new Map([...here(room), ...others].map((agent) => [agent.id, agent])).values()];
  }

  const limitOf = (capacity: number | undefined) => (capacity === undefined ? {} : { capacity });
  const availabilityOf = (present: readonly AgentRef[]) =>
    users.availability({ memberIds: present.map(({ id }) => id) });

  return {
    async present(): Promise<Presence[]> {
      const present = await connected();
      const [most, availability, away, held] = await Promise.all([
        capacity(),
        availabilityOf(present),
        users.absences({ memberIds: present.map(({ id }) => id) }).catch(unknownBefore),
        dialog.held({ agentIds: present.map(({ id }) => id) }),
      ]);
      return present.map(({ inboxes, ...agent }) => ({
        agent,
        ...(inboxes && { inboxes }),
        availability: availability[agent.id] ?? "available",
        ...(away[agent.id] && { away: away[agent.id] }),
        conversations: held[agent.id] ?? 0,
        ...limitOf(most(agent.id)),
      }));
    },

    /** Those who are available, with the inboxes that they see. */
    available: async (): Promise<Here[]> => {
      const present = await connected();
      const availability = await availabilityOf(present);
      return present.filter(({ id }) => availability[id] === "available");
    },

    viewers: async (conversationId: string): Promise<AgentRef[]> =>
      (await connected(conversationRoom(conversationId))).map(({ id, name }) => ({ id, name })),
  };
}
export type AgentsPresence = ReturnType<typeof createPresence>;
