import type { InboxItem } from "@parley/protocol";
import { groupOf } from "./groups.ts";

export type AlertKind = "waiting" | "reply" | "transfer" | "mention";

/** Something that wants this person. */
export interface Alert {
  kind: AlertKind;
  conversationId: string;
  /** The same for what is the same, in however many windows it is seen. */
  key: string;
}

type Items = ReadonlyMap<string, InboxItem>;

/**
 * What is new between two lists that wants `me`: visitors who begin to wait, words of visitors whom one has, conversations handed
 * to one. `claimed` tells what one has taken oneself.
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
      // Who has put it back need not be told that it is there.
      return was === "waiting" || was === "mine" ? undefined : "waiting";
    case "mine":
      if (was === "mine" || was === "aside") return wrote(known, item) ? "reply" : undefined;
      return claimed ? undefined : "transfer";
    default:
      return undefined;
  }
}

function wrote(known: InboxItem | undefined, { preview }: InboxItem): boolean {
  return preview?.by === "visitor" && preview.seq > (known?.preview?.seq ?? 0);
}
