import type { AgentEvents, AgentPushes, AgentRef, Availability, Member } from "@parley/protocol";
import type { Namespace, Socket } from "socket.io";

/** What is known of a console's connection. */
export interface AgentSession {
  member: Member;
  availability: Availability;
}

/** An agent's console, as nodes tell each other. */
export interface AgentHere extends AgentRef {
  availability: Availability;
}

/** What nodes ask each other; the room of a conversation, or nothing for all consoles. */
interface NodeEvents {
  who: (room: string, answer: (consoles: AgentHere[]) => void) => void;
}

export type AgentSocket = Socket<AgentEvents, AgentPushes, NodeEvents, AgentSession>;
export type AgentNamespace = Namespace<AgentEvents, AgentPushes, NodeEvents, AgentSession>;
