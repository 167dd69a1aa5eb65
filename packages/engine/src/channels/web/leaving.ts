import { leaveIn, type QueuePlace } from "@parley/protocol";
import type { Waits } from "../../spine/channel.ts";
import { isKnown } from "./answers.ts";
import type { WebParts } from "./parts.ts";

/** Adds to the place of who waits the form of a message that they may leave, where nobody is there (SPEC Q4). */
export function createLeaving({ users, spine, rulesOf }: Pick<WebParts, "users" | "spine" | "rulesOf">) {
  return async ({ inboxId, leaves }: Omit<Waits, "conversationId">, place: QueuePlace): Promise<QueuePlace> => {
    // Where there is none, nobody is asked for one.
    if (!(await rulesOf(inboxId)).leave) return place;
    const { asked, online } = await spine.dialog.leaveForm({ inboxId, online: place.agentsOnline });
    const { wait, ...known } = place;
    const there = { ...known, agentsOnline: online, ...(wait && online > 0 && { wait }) };
    if (!asked || !leaves) return there;
    const [visitor] = asked.fields?.length ? await users.visitors({ ids: [leaves.visitorId] }) : [];
    const fields = asked.fields?.filter(({ field }) => !isKnown(visitor?.profile ?? {}, field));
    return { ...there, leave: leaveIn(leaves.locale, { ...asked, fields }) };
  };
}
