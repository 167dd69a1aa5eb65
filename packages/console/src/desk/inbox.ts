import {
  advance,
  type AgentWelcome,
  type Attendance,
  type ConversationEvent,
  type InboxItem,
  type Mention,
  type Presence,
  type Seeing,
  sees,
  type Visit,
} from "@parley/protocol";
import { previewText } from "@parley/protocol/markdown";
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

export interface Inbox {
  readonly items: ReadonlySignal<ReadonlyMap<string, InboxItem>>;
  /** The inboxes that one sees, by name. */
  readonly sites: Signal<AgentWelcome["inboxes"]>;
  readonly presence: ReadonlySignal<readonly Presence[]>;
  /** Conversations whose visitors are there. */
  readonly online: ReadonlySignal<ReadonlySet<string>>;
  /** Notes that name one, the newest first, read or not. */
  readonly mentions: ReadonlySignal<readonly Mention[]>;
  /** Whether the first list has arrived. */
  readonly loaded: ReadonlySignal<boolean>;
  /** To be called before asking for the list; hand the answer to `replace` together with it. */
  readonly mark: () => number;
  /** The whole list as of `mark`: what it lacks is gone, unless it was pushed since; and what one does not see any more. */
  readonly replace: (items: readonly InboxItem[], mark: number, me?: Seeing) => void;
  /** The newest of some conversations. What is older than what we have is ignored. */
  readonly merge: (items: readonly InboxItem[]) => void;
  /** One event of a conversation that is open here, so that the list need not wait for its own push. */
  readonly advanceBy: (event: ConversationEvent) => void;
  readonly setPresence: (presence: readonly Presence[]) => void;
  /** Who is there as of `mark`; what was pushed since holds. Others have left, unless only `about` some was asked. */
  readonly setOnline: (online: readonly string[], mark: number, about?: readonly string[]) => void;
  /** Visitors came or left. */
  readonly attend: (moved: Attendance) => void;
  /** Notes that name one; those that are known already change nothing. */
  readonly mention: (mentions: readonly Mention[]) => void;
  /** A visitor looks at another page. */
  readonly visit: (visit: Visit) => void;
  /** Last event numbers of what we know, for `heads`; the newest thousand, to stay below the frame limit. */
  readonly heads: () => Record<string, number>;
}

const MOST_HEADS = 1000;

/** The conversations that the console lists, from pushes that may come late, twice or in any order. */
export function createInbox(): Inbox {
  const items = signal<ReadonlyMap<string, InboxItem>>(new Map());
  const sites = signal<AgentWelcome["inboxes"]>([]);
  const presence = signal<readonly Presence[]>([]);
  const online = signal<ReadonlySet<string>>(new Set());
  /** When a visitor's coming or leaving was pushed last, by our clock. */
  const attended = new Map<string, number>();
  const mentions = signal<readonly Mention[]>([]);
  const loaded = signal(false);
  const touched = new Map<string, number>();
  let clock = 0;

  const put = (map: Map<string, InboxItem>, item: InboxItem) => {
    const { id, seq } = item.conversation;
    if (seq < (map.get(id)?.conversation.seq ?? 0)) return;
    map.set(id, item);
    touched.set(id, ++clock);
  };

  return {
    items,
    sites,
    presence,
    online,
    mentions,
    loaded,
    mark: () => clock,
    replace(list, mark, me = {}) {
      const listed = new Set(list.map(({ conversation }) => conversation.id));
      const kept = [...items.value].filter(
        ([id, { conversation }]) =>
          listed.has(id) ||
          (touched.get(id) ?? 0) > mark ||
          (conversation.state.status === "closed" && sees(me, conversation.inboxId)),
      );
      const next = new Map(kept);
      for (const item of list) put(next, item);
      items.value = next;
      loaded.value = true;
    },
    merge(list) {
      if (!list.length) return;
      const next = new Map(items.value);
      for (const item of list) put(next, item);
      items.value = next;
    },
    advanceBy(event) {
      const item = items.value.get(event.conversationId);
      if (!item || event.seq !== item.conversation.seq + 1) return;
      const conversation = advance(item.conversation, event);
      const preview = previewOf(event) ?? item.preview;
      const next = new Map(items.value);
      put(next, { ...item, conversation, ...(preview && { preview }) });
      items.value = next;
    },
    setPresence(next) {
      presence.value = next;
    },
    setOnline(there, mark, about) {
      const pushed = (id: string) => (attended.get(id) ?? 0) > mark;
      const kept = [...online.value].filter((id) => pushed(id) || (about && !about.includes(id)));
      online.value = new Set([...kept, ...there.filter((id) => !pushed(id))]);
    },
    attend({ came, left }) {
      const next = new Set([...online.value, ...came]);
      for (const id of left) next.delete(id);
      clock++;
      for (const id of [...came, ...left]) attended.set(id, clock);
      online.value = next;
    },
    mention(named) {
      const known = mentions.value.filter(({ conversationId, seq }) =>
        named.every((other) => other.conversationId !== conversationId || other.seq !== seq),
      );
      mentions.value = [...named, ...known].sort((one, other) => other.at - one.at);
    },
    visit({ conversationId, page }) {
      const item = items.value.get(conversationId);
      if (!item) return;
      const visitor = { ...item.visitor, page, lastSeenAt: Date.now() };
      items.value = new Map(items.value).set(conversationId, { ...item, visitor });
    },
    heads() {
      const newest = [...items.value.values()]
        .sort((one, other) => other.conversation.updatedAt - one.conversation.updatedAt)
        .slice(0, MOST_HEADS);
      return Object.fromEntries(newest.map(({ conversation }) => [conversation.id, conversation.seq]));
    },
  };
}

function previewOf(event: ConversationEvent): InboxItem["preview"] {
  if (event.type !== "message") return undefined;
  const by = event.author.kind === "agent" ? event.author.name : event.author.kind;
  return { seq: event.seq, by, text: previewText(event.author, event.content), at: event.at };
}
