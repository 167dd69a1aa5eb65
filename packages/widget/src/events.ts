import type { AgentRef, QueuePlace, WireError } from "@parley/protocol";
import type { Identity } from "./client/chat.ts";
import type { ChatMessage } from "./client/messages.ts";

/** What a widget tells the page, and what comes with it. As DOM events on `document`: `parley:<name>`, in `detail`. */
export interface WidgetEvents {
  /** The widget is on the page. Whoever asks later is told at once. */
  ready: Record<string, never>;
  open: Record<string, never>;
  close: Record<string, never>;
  /** A message was sent or came. */
  message: ChatMessage;
  unread: { count: number };
  started: { conversationId: string };
  queue: QueuePlace;
  agent: { agent: AgentRef };
  ended: { conversationId: string };
  rated: { score: number };
  /** The engine has taken it. */
  identified: Identity;
  error: { error: WireError };
}

export type EventName = keyof WidgetEvents;
export type Listener<E extends EventName> = (detail: WidgetEvents[E]) => void;
/** Passes an event to the page. */
export type Emit = <E extends EventName>(event: E, detail: WidgetEvents[E]) => void;
