import type { Conversation, ConversationEvent, Delivery, QueuePlace, ReplyWindow, Typing } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";

/** Who is told a place: of which conversation and inbox, and who may leave a message there. */
export type Waits = Pick<Awaited<ReturnType<Dialog["queue"]>>[number], "conversationId" | "inboxId" | "leaves">;

/**
 * A way visitors reach us. Incoming messages go through `receive`; what is stored comes back through `deliver`. The widget is a
 * channel like any other.
 */
export interface Channel {
  /** Named in every conversation of the channel. */
  readonly type: string;
  /** Whether the engine knows who of its visitors is there. */
  readonly attended?: true;
  /** Passes on an event that is in the log. Must not throw; what cannot be passed on now is the channel's to repeat. */
  deliver(conversation: Conversation, event: ConversationEvent): void;
  /** Passes on that somebody is typing, where the channel can show it. */
  typing?(typing: Typing): void;
  /** Passes on the place in the queue, where the channel can show it. */
  queued?(waits: Waits, place: QueuePlace): void;
  /** A message is to be sent once more. Only where messages are handed over to another house (`port.ts`). */
  resend?(delivery: Delivery): void;
  /** When those of an inbox may be written to, where their platform limits that. */
  windowIn?(inboxId: string): ReplyWindow | undefined;
  /** The agent has read up to there. */
  read?(conversationId: string, seq: number): void;
}
