import { conversationRoom } from "../transport/workspace.ts";
import {
  type ConversationEvent,
  type Delivery,
  forAgent,
  type ReadMarker,
  type Typing,
  type Visit,
} from "@parley/protocol";
import type { AgentNamespace } from "./session.ts";

/** Shows the consoles that have a conversation open what happens in it. Signs may be lost on the way (SPEC P1). */
export function consolesOf(agents: AgentNamespace) {
  return {
    event: (event: ConversationEvent) =>
      void agents.to(conversationRoom(event.conversationId)).emit("event", forAgent(event)),
    /** Where a message stands that was sent out of the house. */
    delivery: (delivery: Delivery) =>
      void agents.to(conversationRoom(delivery.conversationId)).emit("delivery", delivery),
    typing: (typing: Typing) => void agents.to(conversationRoom(typing.conversationId)).volatile.emit("typing", typing),
    /** How far the visitor has read. */
    read: (marker: ReadMarker & { conversationId: string }) =>
      void agents.to(conversationRoom(marker.conversationId)).volatile.emit("read", marker),
    /** What the visitor looks at. */
    page: (visit: Visit) => void agents.to(conversationRoom(visit.conversationId)).volatile.emit("page", visit),
  };
}
export type Consoles = ReturnType<typeof consolesOf>;
