import { ChatError } from "@parley/protocol";
import type { Users } from "../services/users/contract.ts";
import type { AgentNamespace } from "./session.ts";

/** Milliseconds between two times; half of what may lie between them at most (`users/working`). */
const PERIOD = 60_000;

interface AtWorkParts {
  agents: AgentNamespace;
  users: Pick<Users, "atWork">;
  onError: (error: unknown) => void;
}

/** Says again and again who has a console open on this node, so that it is known how long they worked, whatever crashes. */
export function watchAtWork({ agents, users, onError }: AtWorkParts) {
  async function tell(memberIds: readonly string[]): Promise<void> {
    if (memberIds.length > 0) await users.atWork({ memberIds: [...new Set(memberIds)] }).catch(unknownBefore);
  }
  const everybody = () =>
    [...agents.sockets.values()].filter(({ data }) => data.present).map(({ data }) => data.member.id);
  const timer = setInterval(() => void tell(everybody()).catch(onError), PERIOD);
  timer.unref();
  agents.on("connection", (socket) => {
    const { id } = socket.data.member;
    socket.on("hello", () => void tell([id]).catch(onError));
    socket.on("disconnect", () => socket.data.present && void tell([id]).catch(onError));
  });
  return { stop: () => clearInterval(timer) };
}

/** A service of a version before does not ask. */
function unknownBefore(error: unknown): void {
  if (ChatError.from(error).code !== "notFound") throw error;
}
