import { type Conversation, FIRST_INBOX, type Inbox, inboxesOf, type Member, type Way } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { Channel } from "../spine/channel.ts";
import { standsNow } from "../spine/windows.ts";

export interface WayParts {
  dialog: Dialog;
  users: Pick<Users, "contact">;
  channels: ReadonlyMap<string, Channel>;
}

/** Conversations of a contact that are looked at. */
const MOST = 20;

/** Where the contact of a conversation can be answered, as far as a member sees it (SPEC X7): where they wrote last comes first. */
export async function waysTo(
  { dialog, users, channels }: WayParts,
  member: Member,
  conversationId: string,
): Promise<Way[]> {
  const { conversation } = await dialog.get({ conversationId });
  const { identities } = await users.contact({ id: conversation.visitorId });
  const personIds = identities.map(({ visitorId }) => visitorId);
  const inboxIds = inboxesOf(member);
  const listed = await dialog.list({ personIds, ...(inboxIds && { inboxIds: [...inboxIds] }), limit: MOST });
  const inboxes = new Map((await dialog.inboxes({})).map((inbox) => [inbox.id, inbox]));

  async function wayOf({ id, channel, inboxId = FIRST_INBOX, state }: Conversation): Promise<Way> {
    const inbox: Inbox | undefined = inboxes.get(inboxId);
    const stands = await standsNow(dialog, id, channels.get(channel)?.windowIn?.(inboxId));
    return {
      conversationId: id,
      inboxId,
      name: inbox?.name ?? inboxId,
      channel,
      status: state.status,
      ...(state.status === "agent" && { agent: { id: state.agent.id, name: state.agent.name } }),
      ...(inbox?.enabled !== true && { off: true as const }),
      ...stands,
    };
  }

  const ways = await Promise.all(listed.map((one) => wayOf(one.conversation)));
  return ways.toSorted((one, other) => (other.wrote ?? 0) - (one.wrote ?? 0));
}
