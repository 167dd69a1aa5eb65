import type { AgentRef, Author, ConversationEvent } from "./event.ts";

/** What ids of events begin with that follow from promises (SPEC A4). */
export const PROMISED = "level:";

/** The event as a visitor may see it: nothing internal, but always something, so that the numbers have no gaps. */
export function forVisitor(event: ConversationEvent): ConversationEvent {
  const { conversationId, seq, at } = event;
  // Which promise is nearly due or missed is in the id of what says so, and of what is done then.
  const id = event.id.startsWith(PROMISED) ? `event:${seq}` : event.id;
  switch (event.type) {
    case "claimed":
      return { id, conversationId, seq, at, type: "claimed", agent: agentForVisitor(event.agent) };
    case "released": {
      const { team: _internal, ...shown } = event;
      return { ...shown, id, author: authorForVisitor(event.author) };
    }
    case "opened":
      return { ...event, author: authorForVisitor(event.author) };
    case "closed": {
      const { code: _internal, ...shown } = event;
      return { ...shown, author: authorForVisitor(event.author) };
    }
    case "message": {
      const { insight: _internal, ...shown } = event;
      return { ...shown, author: authorForVisitor(event.author) };
    }
    case "queued":
      return { id, conversationId, seq, at, type: "queued", reason: event.reason };
    case "overdue":
      return event.wanted === "agent" ? event : { id, conversationId, seq, at, type: "hidden" };
    case "erased":
    case "rated":
    case "judged":
      return event;
    // Notes, what the team arranges, and whatever a version to come writes.
    default:
      return { id, conversationId, seq, at, type: "hidden" };
  }
}

/** Whom a visitor talks with. The id of an account says more than that, of the owner's who it is: it becomes the name. */
export function agentForVisitor({ name }: AgentRef): AgentRef {
  return { id: name, name };
}

export function authorForVisitor(author: Author): Author {
  return author.kind === "agent" ? { ...author, ...agentForVisitor(author) } : author;
}
