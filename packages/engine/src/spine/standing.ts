import type { Conversation, Inbox } from "@parley/protocol";
import { mappedId } from "../text/mapped-id.ts";
import { ownThread } from "./conversation-of.ts";
import { type IncomingParts, knownLocale } from "./incoming.ts";
import type { Standing, Whose } from "./port.ts";
import { receive } from "./receive.ts";

type Parts = Pick<IncomingParts, "spine" | "users" | "locale">;
type Account = Pick<Inbox, "id" | "channel">;

/** The conversation of somebody, which is begun where there is none. */
async function opened({ id: inboxId, channel }: Account, { from, thread }: Whose, parts: Parts): Promise<Conversation> {
  const { id: externalId, profile } = from;
  const locale = from.locale ?? (await knownLocale(parts, mappedId(inboxId, externalId)));
  const { id: visitorId } = await parts.users.reach({ inboxId, externalId, locale, ...(profile && { profile }) });
  return await parts.spine.dialog.open({ visitorId, channel, inboxId, locale, ...ownThread(visitorId, thread) });
}

/** Where somebody's conversation stands. */
export async function standingOf(inbox: Account, whose: Whose, parts: Parts): Promise<Standing> {
  const { dialog, standing, placeOf } = parts.spine;
  const { id: conversationId } = await opened(inbox, whose, parts);
  const [{ conversation }, there] = await Promise.all([dialog.get({ conversationId }), standing(inbox.id)]);
  const { online: available, open } = await dialog.leaveForm({ inboxId: inbox.id, online: there.online });
  const online = open === false ? 0 : available;
  if (conversation.state.status !== "queued") return { conversation, online };
  return { conversation, online, position: (await placeOf(conversation))?.position ?? 1 };
}

/** Notes something in somebody's conversation, for the team. */
export async function noteIn(
  inbox: Account,
  { whose, id, text }: { whose: Whose; id: string; text: string },
  parts: Parts,
): Promise<void> {
  const { id: conversationId } = await opened(inbox, whose, parts);
  await receive(parts.spine, {
    conversationId,
    id: mappedId(inbox.id, JSON.stringify([id, "note"])),
    command: { do: "note", author: { kind: "system" }, text },
  });
}
