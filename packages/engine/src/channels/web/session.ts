import type { VisitorEvents, VisitorPushes } from "@parley/protocol";
import type { Namespace, Socket } from "socket.io";
import type { OnSiteEntry } from "../../spine/on-site.ts";

/** What is known of a connection: after the handshake the token's visitor, after `hello` the conversation too. */
export interface VisitorSession {
  token?: string;
  visitorId?: string;
  conversationId?: string;
  /** A proof was given of who they are. */
  signed?: boolean;
  /** Whose token ended when this connection's was first used: their connections are to end. */
  replaced?: string;
  /** Of whom nothing that must be answered was left to ask, by which version of the inbox. */
  answered?: { visitorId: string; version: number };
  /** The inbox that the widget is of. */
  inboxId?: string;
  browser?: string;
  /** Something was said in the conversation: consoles may list it. */
  listed?: boolean;
  /** For limits; never stored. */
  address?: string;
}

/** What nodes ask each other: which of these conversations have their visitor there, and who is on the sites of these inboxes. */
interface NodeEvents {
  there: (conversationIds: string[], answer: (there: string[]) => void) => void;
  onSite: (inboxIds: string[], answer: (people: OnSiteEntry[]) => void) => void;
}

export type VisitorSocket = Socket<VisitorEvents, VisitorPushes, NodeEvents, VisitorSession>;
export type VisitorNamespace = Namespace<VisitorEvents, VisitorPushes, NodeEvents, VisitorSession>;
