import { type Conversation, FIRST_INBOX, type Profile, type Receipt, type WireError } from "@parley/protocol";
import type { Command, Dialog, Outcome } from "../services/dialog/contract.ts";
import type { Deliver } from "./deliver.ts";
import type { InboxOf } from "./inbox-of.ts";
import type { Lanes } from "./lanes.ts";
import type { Pieces } from "./pieces.ts";
import type { Queue } from "./queue.ts";

export interface Spine {
  dialog: Dialog;
  /** The bot's turns, each conversation's in its order. Showing has no lane: it never waits for thinking. */
  lanes: Lanes;
  /** Shows what happened to everyone who should see it, at once. Never throws. */
  deliver: Deliver;
  /** Lets the bot answer, when nothing more seems to come. */
  pieces: Pieces;
  /** Of which inbox conversations are. */
  inboxOf: InboxOf;
  /** How many are available of those of the team who see an inbox, and who is before somebody who would wait there. */
  standing: Queue["standing"];
  /** The place of a conversation, if it waits. */
  placeOf: Queue["placeOf"];
  /** Keeps how a visitor says they can be reached. */
  onContact: (conversation: Conversation, contact: Pick<Profile, "email" | "phone">) => Promise<void>;
  /** Hears how many milliseconds something that came in took until it was stored. */
  onStored: (milliseconds: number) => void;
}

export interface Received {
  conversationId: string;
  /** Made by whoever sends; what comes again with the same id is not done again. */
  id: string;
  command: Command;
  /** What refuses it unless it was carried out before. */
  refusal?: WireError | undefined;
  /** When it began, where it takes long: it is not done where what was said was erased meanwhile. */
  since?: number;
}

/**
 * The path of everything that comes in, from whatever channel or console.
 *
 * Resolves once it is stored; what follows from it happens afterwards, in the order of the conversation. Safe to repeat: a
 * message sent again is found, not stored again; it is shown again, since the first showing may have been cut short; and the
 * bot's reply has an id of its own, so a turn that a crash interrupted is taken up where it was.
 */
export function receive(spine: Spine, { command, ...asked }: Received): Promise<Outcome> {
  const began = performance.now();
  const { conversationId, id } = asked;
  return spine.dialog.apply({ ...asked, command }).then((outcome) => {
    spine.onStored(performance.now() - began);
    spine.deliver(outcome);
    // Looking whether it is the bot's turn reads the log; where an agent has the conversation it never is.
    if (command.do !== "say" || command.author.kind !== "visitor") return outcome;
    spine.inboxOf.note(outcome.conversation);
    const { status } = outcome.conversation.state;
    if (status === "bot" || status === "queued") spine.pieces.said(conversationId, id, command.content);
    return outcome;
  });
}

/** Shows what happened. */
export function showAll({ deliver }: Pick<Spine, "deliver">, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) deliver(outcome);
}

/** Lets the bot answer a message after everything that came before it. */
export function takeTurn(spine: Omit<Spine, "pieces">, conversationId: string, messageId: string): void {
  spine.lanes.run(conversationId, async () => {
    const inboxId = (await spine.inboxOf.of(conversationId)) ?? FIRST_INBOX;
    const standing = await spine.standing(inboxId);
    const { contact, ...outcome } = await spine.dialog.respond({ conversationId, messageId, ...standing });
    spine.deliver(outcome);
    if (contact) await spine.onContact(outcome.conversation, contact);
  });
}

/** What whoever sent something is told of it. */
export function receiptOf(id: string, { events, conversation, duplicate, answered }: Outcome): Receipt {
  const named = events.find((event) => event.id === id) ?? answered;
  return { id, seq: named?.seq ?? conversation.seq, at: named?.at ?? conversation.updatedAt, duplicate };
}
