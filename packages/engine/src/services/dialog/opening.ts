import { type Conversation, FIRST_INBOX, newId } from "@parley/protocol";
import { mappedId } from "../../text/mapped-id.ts";
import type { Collection } from "../../store/store.ts";
import type { Dialog } from "./contract.ts";
import { speaking } from "./head.ts";
import type { Heads } from "./heads.ts";
import type { StoredHead } from "./stored-heads.ts";
import type { createInboxes } from "./inboxes.ts";

export interface OpeningParts {
  conversations: Collection<StoredHead>;
  heads: Pick<Heads, "remember" | "recall">;
  inboxes: Pick<ReturnType<typeof createInboxes>, "beginIn">;
  now: () => number;
}

type Asked = Parameters<Dialog["open"]>[0];

/** Finds the one conversation of a thread (SPEC L6), or begins it. */
export function createOpening({ conversations, heads, inboxes, now }: OpeningParts) {
  async function open(asked: Asked): Promise<Conversation> {
    const known = await conversations.findOne(keyOf(placeIn(asked)));
    return known ? heads.remember(speaking(heads.recall(known), asked.locale)).conversation : await begin(asked);
  }

  async function begin(asked: Asked): Promise<Conversation> {
    const { visitorId, locale } = asked;
    const place = placeIn(asked);
    const { inboxId } = place;
    const { channel } = await inboxes.beginIn(inboxId);
    const at = now();
    const id = newId(at);
    const state = { status: "bot" as const, unsure: 0, from: 0 };
    const standing = { seq: 0, episode: 0, openedAt: at, updatedAt: at, state };
    const head = { conversation: { id, visitorId, inboxId, channel, locale, ...standing } };
    const found = { ...place, ...keyOf(place), personId: visitorId };
    const made = await conversations.insert({ _id: id, ...found, seq: 0, status: "bot", updatedAt: at, head });
    return made ? heads.remember(head).conversation : await open(asked);
  }

  return { open };
}

/** Which thread of which inbox is meant: of the channel's first inbox unless one is named, and that of the person. */
function placeIn({ visitorId, channel, inboxId = channel, thread }: Asked) {
  return { inboxId, thread: thread === undefined ? visitorId : mappedId(inboxId, thread) };
}

/** In the first inbox versions before inboxes, which may run beside this one, know the thread as its visitor. */
function keyOf({ inboxId, thread }: ReturnType<typeof placeIn>) {
  return inboxId === FIRST_INBOX ? { visitorId: thread } : { inboxId, thread };
}
