import { type Conversation, FIRST_INBOX, type Inbox } from "@parley/protocol";
import type { Collection } from "../../store/store.ts";
import type { Dialog, InLine } from "./contract.ts";
import type { StoredHead } from "./stored-heads.ts";

/** Of each inbox the places of so many are known: where one is full, who waits in another is still found. */
const KNOWN = 500;

const leavesIn = ({ state, visitorId, locale }: Conversation) =>
  state.status === "queued" && !state.left && { leaves: { visitorId, locale } };

/** Who waits for a person. */
export function createLine(conversations: Collection<StoredHead>, inboxes: () => Promise<Inbox[]>) {
  const of = (inbox: { inboxId?: string }) =>
    conversations.find({ ...inbox, status: "queued" }, { sort: { queuedAt: 1 }, limit: KNOWN });

  async function heads(): Promise<StoredHead[]> {
    const first = await of({});
    if (first.length < KNOWN) return first;
    const lines = await Promise.all((await inboxes()).map(({ id }) => of({ inboxId: id })));
    return lines.flat().toSorted((one, other) => (one.queuedAt ?? 0) - (other.queuedAt ?? 0));
  }

  return {
    /** The next one first. */
    async all(): Promise<Awaited<ReturnType<Dialog["queue"]>>> {
      return (await heads()).map(({ _id, queuedAt = 0, head }) => ({
        conversationId: _id,
        inboxId: head.conversation.inboxId ?? FIRST_INBOX,
        channel: head.conversation.channel,
        since: queuedAt,
        ...leavesIn(head.conversation),
      }));
    },

    /** The place that a conversation would have; who began to wait in its inbox after what is known of the line is before it too. */
    async next({ inboxId = FIRST_INBOX }: Conversation, { before, until }: InLine = { before: 0, until: 0 }) {
      return 1 + before + (await conversations.count({ inboxId, status: "queued", queuedAt: { $gt: until } }));
    },
  };
}
