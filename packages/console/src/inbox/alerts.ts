import type { InboxItem } from "@parley/protocol";
import { groupOf } from "./groups.ts";

export type AlertKind = "waiting" | "offered" | "reply" | "transfer" | "mention";

/** Something that wants this person. */
export interface Alert {
  kind: AlertKind;
  conversationId: string;
  /** The same for what is the same, in however many windows it is seen. */
  key: string;
}

type Items = ReadonlyMap<string, InboxItem>;

/**
 * What is new between two lists that wants `me`: visitors who begin to wait, whom one is asked to take, words of visitors whom one has,
 * conversations handed to one. `claimed` tells what one has taken oneself.
 */
export function alertsBetween(
  before: Items,
  after: Items,
  me: string,
  claimed: (conversationId: string) => boolean,
): Alert[] {
  return [...after.values()].flatMap((item) => {
    const { id, seq } = item.conversation;
    const known = before.get(id);
    if (known === item) return [];
    const kind = kindOf(known, item, me, claimed(id));
    return kind
      ? [{ kind, conversationId: id, key: `${kind}:${id}:${kind === "reply" ? item.preview?.seq : seq}` }]
      : [];
  });
}

function kindOf(known: InboxItem | undefined, item: InboxItem, me: string, claimed: boolean): AlertKind | undefined {
  const was = known && groupOf(known, me);
  switch (groupOf(item, me)) {
    case "waiting":
      if (isOffered(item, me)) return isOffered(known, me) ? undefined : "offered";
      // Who has put it back need not be told that it is there.
      return was === "waiting" || was === "mine" ? undefined : "waiting";
    case "mine":
      return was === "mine" || was === "aside" ? wrote(known, item) : claimed ? undefined : "transfer";
    default:
      return undefined;
  }
}

/** Whether one is asked to take it. */
export function isOffered(item: InboxItem | undefined, me: string): boolean {
  const state = item?.conversation.state;
  return state?.status === "queued" && state.offer?.agent.id === me;
}

function wrote(known: InboxItem | undefined, { preview }: InboxItem): AlertKind | undefined {
  return preview?.by === "visitor" && preview.seq > (known?.preview?.seq ?? 0) ? "reply" : undefined;
}
