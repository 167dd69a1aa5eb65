import { FIRST_INBOX, leaveIn, type QueuePlace } from "@parley/protocol";
import { isKnown } from "./answers.ts";
import type { WebParts } from "./parts.ts";

/** Adds to the place of who waits the form of a message that they may leave, where nobody is there (SPEC Q4). */
export function createLeaving({ users, spine, rulesOf }: Pick<WebParts, "users" | "spine" | "rulesOf">) {
  return async (conversationId: string, place: QueuePlace): Promise<QueuePlace> => {
    const inboxId = spine.inboxOf.peek(conversationId) ?? (await spine.inboxOf.of(conversationId)) ?? FIRST_INBOX;
    // Where there is none, nobody is asked for one.
    if (!(await rulesOf(inboxId)).leave) return place;
    const { asked, locale, visitorId } = await spine.dialog.leaveForm({ conversationId, online: place.agentsOnline });
    if (!asked) return place;
    const [visitor] = asked.fields?.length ? await users.visitors({ ids: [visitorId] }) : [];
    const fields = asked.fields?.filter(({ field }) => !isKnown(visitor?.profile ?? {}, field));
    return { ...place, leave: leaveIn(locale, { ...asked, fields }) };
  };
}
