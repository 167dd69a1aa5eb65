import { ChatError, FIRST_INBOX, inboxesOf, type Member, type Seeing, sees } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { InboxOf } from "../spine/inbox-of.ts";
import { seeingRoom } from "../transport/workspace.ts";
import { hold } from "../transport/wire.ts";
import { isBridge } from "./bridges/included.ts";
import type { AgentSocket } from "./session.ts";

/** What refuses who asks for something of an inbox that they do not see. */
export const unseen = () =>
  new ChatError("forbidden", "This is of an inbox that you do not see.", { details: { reason: "inbox" } });

/** Those of some people who see an inbox. */
export const whoSee = <T extends Seeing>(people: readonly T[], inboxId: string = FIRST_INBOX): T[] =>
  people.filter((one) => sees(one, inboxId));

/**
 * Holds a console to the inboxes that its member sees (SPEC H14): whatever it asks that names a conversation, whichever request that is, and
 * in the rooms in which it hears of them.
 */
export function confine(socket: AgentSocket, inboxOf: InboxOf): void {
  const inboxes = inboxesOf(socket.data.member);
  const { id } = socket.data.member;
  const rooms = (inboxes ?? [undefined]).flatMap((inbox) => [seeingRoom(inbox), seeingRoom(inbox, id)]);
  void socket.join(rooms);
  hold(socket, ([, input]) => {
    const conversationId = inboxes && named(input);
    return conversationId === undefined ? undefined : requireSeen(socket.data.member, conversationId, inboxOf);
  });
}

function named(input: unknown): string | undefined {
  const found = typeof input === "object" && input !== null && "conversationId" in input && input.conversationId;
  return typeof found === "string" ? found : undefined;
}

/** Throws `forbidden` unless somebody sees the inbox of a conversation; one that there is not is not refused here. */
export async function requireSeen(member: Member, conversationId: string, inboxOf: InboxOf): Promise<void> {
  const inboxId = inboxOf.peek(conversationId) ?? (await inboxOf.of(conversationId));
  if (inboxId !== undefined && !sees(member, inboxId)) throw unseen();
}

/** The inboxes that a member sees, by name. */
export async function inboxesFor(member: Member, dialog: Pick<Dialog, "inboxes">) {
  return (await dialog.inboxes({})).flatMap(({ id, name, channel }) =>
    sees(member, id) && !isBridge(channel) ? [{ id, name }] : [],
  );
}
