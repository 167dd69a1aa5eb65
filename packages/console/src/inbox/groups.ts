import type { InboxItem } from "@parley/protocol";

export type GroupName = "waiting" | "mine" | "aside" | "bot" | "others" | "left" | "closed";
export const GROUPS: readonly GroupName[] = ["mine", "waiting", "bot", "others", "aside", "left", "closed"];
export type Groups = Record<GroupName, InboxItem[]>;

/** The group that a conversation belongs to, for the agent `me`. */
export function groupOf({ conversation: { state }, desk }: InboxItem, me: string): GroupName {
  if (desk?.snoozed) return "aside";
  if (state.status === "queued") return "waiting";
  if (state.status === "agent") return state.agent.id === me ? "mine" : "others";
  return state.status;
}

interface Grouping {
  search?: string;
  /** Conversations whose visitors are there; everybody is where it is not named. */
  online?: ReadonlySet<string>;
}

/**
 * The list in groups: who waits longest comes first, elsewhere where something happened last. Who has left is a group of its own
 * while nobody but the bot would answer, and is behind those who are there while waiting for a person.
 */
export function group(items: Iterable<InboxItem>, me: string, { search = "", online }: Grouping = {}): Groups {
  const isThere = ({ conversation: { id } }: InboxItem) => !online || online.has(id);
  const groups: Groups = { waiting: [], mine: [], aside: [], bot: [], others: [], left: [], closed: [] };
  for (const item of items) {
    const name = groupOf(item, me);
    if (matchesWords(item, search)) groups[name === "bot" && !isThere(item) ? "left" : name].push(item);
  }
  for (const name of GROUPS) groups[name].sort(name === "waiting" ? byWaiting : byActivity);
  groups.waiting.sort((one, other) => Number(isThere(other)) - Number(isThere(one)));
  return groups;
}

/** How many conversations want someone, waiting or unread ones of mine, and of the latter the one in which something happened last. */
export function demand(items: Iterable<InboxItem>, me: string, seen: Readonly<Record<string, number>>) {
  let [total, first]: [number, InboxItem | undefined] = [0, undefined];
  for (const item of items) {
    const name = groupOf(item, me);
    const unread = name === "mine" && isUnread(item, me, seen[item.conversation.id] ?? 0);
    if (name === "waiting" || unread) total += 1;
    if (unread && !(first && byActivity(first, item) < 0)) first = item;
  }
  return { total, first };
}

/** Whether the visitor has said something in a conversation of ours, or in the queue, that we have not read. */
export function isUnread(item: InboxItem, me: string, seen: number): boolean {
  const name = groupOf(item, me);
  const open = name === "waiting" || name === "mine";
  return open && item.preview?.by === "visitor" && item.preview.seq > seen;
}

/** Whether what is listed of it has these words. */
export function matchesWords({ visitor, conversation, preview }: InboxItem, search: string): boolean {
  const words = search.trim().toLowerCase();
  if (!words) return true;
  const { name, email, phone, userId } = visitor.profile;
  return [name, email, phone, userId, visitor.id, conversation.id, preview?.text, visitor.page?.title]
    .filter((field) => field !== undefined)
    .some((field) => field.toLowerCase().includes(words));
}

function byWaiting(one: InboxItem, other: InboxItem): number {
  return waitingSince(one) - waitingSince(other);
}

function waitingSince({ conversation: { state, updatedAt } }: InboxItem): number {
  return state.status === "queued" ? state.since : updatedAt;
}

function byActivity(one: InboxItem, other: InboxItem): number {
  return other.conversation.updatedAt - one.conversation.updatedAt;
}
