import {
  agentForVisitor,
  type AsksSettings,
  authorForVisitor,
  type Conversation,
  type LeaveSettings,
  type Page,
  type QueuePlace,
  type ReadMarker,
  type Typing,
  type Visit,
} from "@parley/protocol";
import type { Telling } from "./telling.ts";
import type { VisitorAttendance } from "./attendance.ts";
import type { VisitorSocket } from "./session.ts";
import type { Limits } from "../../transport/limits.ts";
import type { Spine } from "../../spine/receive.ts";
import type { Invitations } from "../../spine/inviting.ts";
import type { FileTickets } from "../../spine/file-tickets.ts";
import type { Handling } from "../../transport/wire.ts";
import type { Users } from "../../services/users/contract.ts";

/** What an inbox makes of proofs: nothing, something where there is one, or nobody writes without one (SPEC I5). */
export type IdentityMode = "off" | "optional" | "enforce";

/** What an inbox wants of who writes there. */
export interface InboxRules {
  identity: IdentityMode;
  /** What they are asked before they write. */
  asks?: AsksSettings;
  /** What they are asked who leave a message while nobody is there. */
  leave?: LeaveSettings;
  /** Another one with each change of the inbox. */
  version: number;
}

/** What the web channel needs of the engine. */
export interface WebParts extends Handling {
  spine: Spine;
  users: Users;
  limits: Limits;
  /** What an inbox wants of who writes, as it was a second ago at most. */
  rulesOf: (inboxId: string) => Promise<InboxRules>;
  /** Hears where a widget is. */
  saw: (socket: VisitorSocket, page: Page | undefined) => void;
  /** The place of a conversation in the queue, if it waits. */
  placeOf: (conversation: Conversation) => Promise<QueuePlace | undefined>;
  /** Gives tickets for files. */
  files: FileTickets;
  /** How people come to the accounts of other channels. */
  invitations: Invitations;
  /** How those are told of answers who are away. */
  push: Telling;
  /** Who of the visitors is there. */
  attendance: Pick<VisitorAttendance, "came" | "left">;
  /** The consoles, as far as visitors concern them. */
  agents: {
    typing: (typing: Typing) => void;
    read: (marker: ReadMarker & { conversationId: string }) => void;
    /** Tells those that have the conversation open what the visitor looks at. */
    page: (visit: Visit) => void;
    /** Shows them the conversation and its visitor anew. */
    refresh: (conversationId: string) => void;
  };
}

/** The conversation as its visitor may see it: without what the bot noted for agents. */
export function conversationForVisitor(conversation: Conversation): Conversation {
  const { state } = conversation;
  if (state.status === "queued") {
    const { handover: _handover, team: _team, offer: _offer, passed: _passed, ...shown } = state;
    return { ...conversation, state: shown };
  }
  if (state.status === "closed") return { ...conversation, state: { ...state, by: authorForVisitor(state.by) } };
  if (state.status !== "agent") return conversation;
  const { unansweredSince: _measured, overdue: _internal, ...shown } = state;
  return { ...conversation, state: { ...shown, agent: agentForVisitor(state.agent) } };
}
