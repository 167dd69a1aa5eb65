import { ChatError, type ConversationEvent, FIRST_INBOX, type LogPage } from "@parley/protocol";
import type { Change, Collection } from "../../store/store.ts";
import { fold, type Head } from "./head.ts";
import { isQuiet, waitingSince } from "./waiting.ts";
import { type Events, withoutKey } from "./events.ts";
import { routedIn } from "./routed-in.ts";
import type { Kept } from "./sla/kept.ts";
import type { PromisedIn, ServiceLevels } from "./sla/levels.ts";
import type { StoredHead } from "./stored-heads.ts";

/** Heads kept in memory at most; the rest is read again when needed. */
const CACHED = 20_000;
/**
 * Milliseconds for which one that nothing was heard of is believed when something is written. Not longer: once what was said is
 * erased (`QUIET` in `erasure.ts`, a multiple of this), numbers that other nodes gave are free again.
 */
const BELIEVED = 300_000;
/**
 * Milliseconds for which the words of a lively conversation are gathered before its list entry is written. While the bot has to
 * answer, the entry is what another node would know it from. Each entry of the last writing adds some, so that lists never take
 * most of what the store can write.
 */
const GATHER = { awaiting: { least: 150, each: 3 }, else: { least: 1_000, each: 10 } };

/** Events of which lists hear at once, though the state is called the same after them. */
const AT_ONCE: ReadonlySet<ConversationEvent["type"]> = new Set([
  "opened",
  "claimed",
  "offered",
  "declined",
  "snoozed",
]);

/** Keeps the heads of conversations: in memory for speed, in the store for lists, both made from the log. */
export function createHeads(
  stored: Collection<StoredHead>,
  events: Events,
  onError: (error: unknown) => void,
  levels: Pick<ServiceLevels, "listed"> & Pick<Kept, "over">,
) {
  const cache = new Map<string, { head: Head; seenAt: number }>();
  const dirty = new Map<string, Head>();
  let timer: NodeJS.Timeout | undefined;
  let due = 0;
  let written = 0;
  const writing = new Set<Promise<void>>();

  /** Keeps a head, unless a newer one came while it was read. */
  function remember(head: Head): Head {
    const { id, seq } = head.conversation;
    const known = cache.get(id)?.head;
    if (known && known.conversation.seq > seq) return known;
    // The oldest go first; until there may soon be too many their order does not matter.
    if (cache.size > CACHED / 2) cache.delete(id);
    cache.set(id, { head, seenAt: performance.now() });
    if (cache.size > CACHED) for (const oldest of cache.keys()) return (cache.delete(oldest), head);
    return head;
  }

  /** The head as this node last saw it. It may be behind what other nodes wrote: only the log's numbers decide. */
  async function get(conversationId: string): Promise<Head> {
    const known = cache.get(conversationId);
    const believed = known && performance.now() - known.seenAt < BELIEVED;
    return believed ? known.head : await refresh(conversationId);
  }

  /** The head as this node knows it, or else as it is stored: a log is not read to learn which conversation it is. */
  const recall = (stored: StoredHead): Head => cache.get(stored._id)?.head ?? remember(headOf(stored));

  /** The head as it was last seen, here or by whoever wrote the list entry. */
  async function lastKnown(conversationId: string): Promise<Head> {
    const found = cache.has(conversationId) ? undefined : await stored.findOne({ _id: conversationId });
    const head = cache.get(conversationId)?.head ?? (found && headOf(found));
    if (!head) throw new ChatError("notFound", "There is no such conversation.");
    return head;
  }

  /** The head with everything up to the end of the log as a page tells it. Reads on only where the page leaves something out. */
  async function upTo(conversationId: string, page: LogPage): Promise<Head> {
    const known = await lastKnown(conversationId);
    const follows = (head: Head, event: ConversationEvent) => event.seq === head.conversation.seq + 1;
    const head = page.events.reduce((at, event) => (follows(at, event) ? fold(at, event) : at), known);
    if (head.conversation.seq < page.head) return await refresh(conversationId);
    if (head !== known) note(head);
    return remember(head);
  }

  /** The head with everything that is in the log now. */
  async function refresh(conversationId: string): Promise<Head> {
    let head = await lastKnown(conversationId);
    const before = head.conversation.seq;
    for (;;) {
      const page = await events.find(
        { conversationId, seq: { $gt: head.conversation.seq } },
        { sort: { seq: 1 }, limit: 500 },
      );
      for (const event of page) head = fold(head, withoutKey(event));
      if (page.length < 500) break;
    }
    if (head.conversation.seq > before) note(head);
    return remember(head);
  }

  /** Takes in an event that was just written. */
  function moveOn(head: Head, event: ConversationEvent): Head {
    const next = fold(head, event);
    note(next, head.conversation.state.status !== next.conversation.state.status || AT_ONCE.has(event.type));
    return remember(next);
  }

  function note(head: Head, atOnce = false): void {
    dirty.set(head.conversation.id, head);
    if (atOnce) void write();
    else writeWithin(GATHER[head.awaiting ? "awaiting" : "else"]);
  }

  function writeWithin({ least, each }: { least: number; each: number }): void {
    const delay = Math.max(least, written * each);
    if (timer && due <= Date.now() + delay) return;
    clearTimeout(timer);
    due = Date.now() + delay;
    timer = setTimeout(() => void write(), delay);
  }

  /** Resolves when all list entries are as new as the heads in memory, or cannot be written now. */
  async function flush(): Promise<void> {
    await write();
    await Promise.all(writing);
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    written = dirty.size;
    const saves = [...dirty.values()].map(save);
    dirty.clear();
    for (const saved of saves) {
      writing.add(saved);
      void saved.then(() => writing.delete(saved));
    }
    await Promise.all(saves);
  }

  async function save(head: Head): Promise<void> {
    const { id, seq } = head.conversation;
    try {
      const promised = head.service ? await levels.listed(head) : {};
      // Before the list: what a crash leaves out of it is noted with it.
      if (head.service) await levels.over(head);
      await stored.update({ _id: id, seq: { $lt: seq } }, entry(head, promised));
    } catch (error) {
      // The log has it all; the list catches up when the conversation is next written or read.
      onError(error);
      if (!dirty.has(id) && cache.get(id)?.head === head) dirty.set(id, head);
    }
  }

  return {
    get,
    refresh,
    upTo,
    advance: moveOn,
    flush,
    remember,
    recall,
    async close(): Promise<void> {
      await flush();
      clearTimeout(timer);
    },
  };
}
export type Heads = ReturnType<typeof createHeads>;

/** A head as it was stored, with how the team arranged it. */
export const headOf = ({ head, desk }: StoredHead): Head => (desk ? { ...head, desk } : head);

/** What a conversation of the first inbox is found by. */
const placeOf = (visitorId: string) => ({ inboxId: FIRST_INBOX, thread: visitorId, personId: visitorId });

function entry(head: Head, { promiseAt, promisedBy }: PromisedIn): Change<StoredHead> {
  const { desk, ...stored } = head;
  const { conversation, awaiting } = head;
  const { seq, state, updatedAt, inboxId, visitorId } = conversation;
  const found = {
    agentId: state.status === "agent" ? state.agent.id : undefined,
    ...routedIn(head),
    queuedAt: state.status === "queued" ? (head.placedAt ?? state.since) : undefined,
    awaitingSince: awaiting ? updatedAt : undefined,
    waitingSince: waitingSince(conversation),
    idleSince: isQuiet(head) ? updatedAt : undefined,
    closedAt: state.status === "closed" ? state.at : undefined,
    desk,
    wakeAt: desk?.snoozed?.until,
    promiseAt,
    promisedBy,
  };
  const named = (known: boolean) => Object.entries(found).filter(([, value]) => (value !== undefined) === known);
  return {
    $set: {
      ...(inboxId === undefined && placeOf(visitorId)),
      seq,
      status: state.status,
      updatedAt,
      head: stored,
      ...Object.fromEntries(named(true)),
    },
    $unset: Object.fromEntries(named(false).map(([name]) => [name, true as const])),
  };
}
