import type { AgentEvents, AgentPushes, AgentRef, Member } from "@parley/protocol";
import type { Namespace, Socket } from "socket.io";

/** What is known of a console's connection. */
export interface AgentSession {
  member: Member;
  /** Whether the console has said hello. */
  present?: boolean;
}

/** What nodes ask each other; the room of a conversation, or nothing for all consoles. */
interface NodeEvents {
  who: (room: string, answer: (consoles: AgentRef[]) => void) => void;
}

export type AgentSocket = Socket<AgentEvents, AgentPushes, NodeEvents, AgentSession>;
export type AgentNamespace = Namespace<AgentEvents, AgentPushes, NodeEvents, AgentSession>;
