import { seeingRooms } from "../transport/workspace.ts";
import { type Conversation, type ConversationEvent, FIRST_INBOX, type InboxItem } from "@parley/protocol";
import type { AgentNamespace } from "./session.ts";
import { gather } from "../spine/gather.ts";
import type { Inbox } from "./inbox.ts";

/** Milliseconds in which changes of a conversation are gathered before consoles' lists hear of them. */
const GATHER = 200;
/** Milliseconds that each entry of the last pass adds: some hundred entries a second are put together at most. */
const EACH = 3;
/** List entries that a node sends a second, so that lists never take most of its time: what is beyond waits. */
const PUSHES = 1_500;

const CHANGES_STATE: ReadonlySet<ConversationEvent["type"]> = new Set([
  "opened",
  "queued",
  "claimed",
  "released",
  "closed",
  "overdue",
  "offered",
  "declined",
  "erased",
  "tagged",
  "snoozed",
  "woken",
  "merged",
  "promise",
]);

export interface ListParts {
  agents: AgentNamespace;
  inbox: Inbox;
  onError: (error: unknown) => void;
}

/**
 * Keeps the lists of all consoles up to date. Whose turn it is everyone hears at once, and of new words the agent who has the
 * conversation; the words on others' lists follow as load allows, for they are as many as conversations times consoles.
 */
export function createLists({ agents, inbox, onError }: ListParts) {
  const to = (show: (item: InboxItem) => void) => async (gathered: ReadonlyMap<string, true>) => {
    for (const item of await inbox.items([...gathered.keys()])) show(item);
  };
  const each = () => EACH;
  const perConsole = () => (agents.sockets.size * 1000) / PUSHES;

  const turns = gather<true>(
    { least: GATHER, each },
    to((item) => everyone(item).emit("item", item)),
    onError,
  );
  const words = gather<true>({ least: GATHER, each }, to(showHolder), onError);
  const others = gather<true>({ least: GATHER, each: perConsole }, to(showOthers), onError);

  /** All who see its inbox. */
  const everyone = ({ conversation: { inboxId = FIRST_INBOX } }: InboxItem) => agents.to(seeingRooms(inboxId));

  function showHolder(item: InboxItem): void {
    const holder = roomsOfHolder(item.conversation);
    if (holder) agents.to(holder).emit("item", item);
  }

  function showOthers(item: InboxItem): void {
    everyone(item)
      .except(roomsOfHolder(item.conversation) ?? [])
      .emit("item", item);
  }

  return {
    /** Events that are now in the conversation's log. */
    moved({ id, state }: Conversation, events: readonly ConversationEvent[]): void {
      if (events.some(({ type }) => CHANGES_STATE.has(type))) return turns.add(id, true);
      if (state.status === "agent") words.add(id, true);
      others.add(id, true);
    },

    /** Something about the conversation's visitor is new. */
    refresh: (conversationId: string) => turns.add(conversationId, true),

    /** Passes on what is gathered. */
    async stop(): Promise<void> {
      await Promise.all([turns.stop(), words.stop(), others.stop()]);
    },
  };
}

const roomsOfHolder = ({ state, inboxId = FIRST_INBOX }: Conversation) =>
  state.status === "agent" ? seeingRooms(inboxId, state.agent.id) : undefined;
