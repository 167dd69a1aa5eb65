import type { AgentEvents, AgentPushes, AgentRef, Member } from "@parley/protocol";
import type { Namespace, Socket } from "socket.io";

/** What is known of a console's connection. */
export interface AgentSession {
  member: Member;
  /** Whether the console has said hello. */
  present?: boolean;
}

/** Whose a console is, and the inboxes that they see; absent: all. */
export interface Here extends AgentRef {
  inboxes?: string[];
}

/** What nodes ask each other; the room of a conversation, or nothing for all consoles. */
interface NodeEvents {
  who: (room: string, answer: (consoles: Here[]) => void) => void;
}

export type AgentSocket = Socket<AgentEvents, AgentPushes, NodeEvents, AgentSession>;
export type AgentNamespace = Namespace<AgentEvents, AgentPushes, NodeEvents, AgentSession>;
