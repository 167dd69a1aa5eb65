import { type Conversation, type ConversationEvent, FIRST_INBOX } from "@parley/protocol";
import type { BridgeThread, Dialog } from "../../services/dialog/contract.ts";
import type { Account } from "./account.ts";
import type { Mirror } from "./mirror.ts";

export interface FollowingParts {
  dialog: Pick<Dialog, "beginBridgeThread" | "bridgeThread" | "openBridgeThreads" | "list" | "listed">;
  accounts: ReadonlyMap<string, Account>;
  mirror: Pick<Mirror, "advance">;
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks for what a node left that died, and for what was to be tried later. */
const SWEEP = 2_000;
/** Threads that are looked at together. */
const PAGE = 500;

const keyOf = (account: Account, conversationId: string) => JSON.stringify([account.id, conversationId]);

/** Begins a thread for each conversation that waits for people, and brings threads up to date: at once what happens here, soon what happened elsewhere. */
export function startFollowing({ dialog, accounts, mirror, onError }: FollowingParts) {
  const stopping = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const again = new Set<string>();
  let followed = new Set<string>();
  const timers = createTimers();
  const { later } = timers;

  /** Brings a thread up to date, once more where something happened meanwhile. */
  function look(account: Account, conversationId: string): void {
    const key = keyOf(account, conversationId);
    again.add(key);
    if (busy.has(key) || stopping.signal.aborted) return;
    const run = async () => {
      while (again.delete(key) && !stopping.signal.aborted)
        await mirror.advance(account, conversationId, stopping.signal).catch(onError);
    };
    const over = run().then(() => void busy.delete(key));
    busy.set(key, over);
  }

  async function begin(account: Account, { id, inboxId = FIRST_INBOX }: Conversation, from: number): Promise<void> {
    const room = account.place.roomOf(inboxId);
    if (room === undefined) return;
    await dialog.beginBridgeThread({ bridgeId: account.id, conversationId: id, room, from });
    followed.add(keyOf(account, id));
    look(account, id);
  }

  /** One that rests goes on where somebody takes the conversation. */
  async function wake(account: Account, conversation: Conversation, from: number): Promise<void> {
    const { thread } = await dialog.bridgeThread({ bridgeId: account.id, conversationId: conversation.id });
    if (thread) await begin(account, conversation, from);
  }

  function follow(account: Account, conversation: Conversation, events: readonly ConversationEvent[]): void {
    const queued = events.findLast(({ type }) => type === "queued" || type === "released");
    const claimed = events.find(({ type }) => type === "claimed");
    if (queued && conversation.state.status === "queued") void begin(account, conversation, queued.seq).catch(onError);
    else if (claimed) void wake(account, conversation, claimed.seq).catch(onError);
    else if (followed.has(keyOf(account, conversation.id))) look(account, conversation.id);
  }

  /** Those that wait, and have no thread yet that is followed here. */
  async function beginAll(): Promise<void> {
    const waiting = await dialog.list({ status: ["queued"], by: "waiting", limit: PAGE });
    for (const { conversation } of waiting) {
      const { id, state, seq } = conversation;
      for (const account of accounts.values()) {
        if (followed.has(keyOf(account, id))) continue;
        await begin(account, conversation, state.status === "queued" ? (state.from ?? seq) : seq);
      }
    }
  }

  async function lookAll(account: Account, found: Set<string>): Promise<void> {
    for await (const threads of pagesOf(dialog, account)) {
      const conversationIds = threads.map(({ conversationId }) => conversationId);
      const listed = conversationIds.length > 0 ? await dialog.listed({ conversationIds }) : [];
      const known = new Map(listed.map(({ conversation }) => [conversation.id, conversation]));
      for (const thread of threads) {
        found.add(keyOf(account, thread.conversationId));
        if (isBehind(thread, known.get(thread.conversationId))) look(account, thread.conversationId);
      }
    }
  }

  async function sweep(): Promise<void> {
    if (accounts.size === 0) return;
    const found = new Set<string>();
    for (const account of accounts.values()) await lookAll(account, found);
    followed = found;
    await beginAll();
  }

  const next = () =>
    later(
      () =>
        void sweep()
          .catch(onError)
          .then(() => stopping.signal.aborted || next()),
      SWEEP,
    );
  next();

  return {
    look,
    again: (account: Account, conversationId: string, after: number) =>
      stopping.signal.aborted || later(() => look(account, conversationId), after),
    /** Events that are now in the conversation's log. */
    moved(conversation: Conversation, events: readonly ConversationEvent[]): void {
      for (const account of accounts.values()) follow(account, conversation, events);
    },
    async stop(): Promise<void> {
      stopping.abort();
      timers.stop();
      await Promise.all(busy.values());
    },
  };
}

/** What is done later, unless all ends before. */
function createTimers() {
  const timers = new Set<NodeJS.Timeout>();
  return {
    later(run: () => void, after: number): void {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, after).unref();
      timers.add(timer);
    },
    stop(): void {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** The threads of an account in which something may be to do. */
async function* pagesOf(dialog: FollowingParts["dialog"], { id: bridgeId }: Account): AsyncGenerator<BridgeThread[]> {
  let after = "";
  for (;;) {
    const threads = await dialog.openBridgeThreads({ bridgeId, after, limit: PAGE });
    yield threads;
    if (threads.length < PAGE) return;
    after = threads.at(-1)?.conversationId ?? "";
  }
}

/** Whether something is to be shown or looked at. */
function isBehind(thread: BridgeThread, conversation: Conversation | undefined): boolean {
  if (thread.root === undefined || thread.trying !== undefined || thread.heard > thread.read) return true;
  if (!conversation) return false;
  const { status } = conversation.state;
  return conversation.seq > thread.posted || status === "closed" || status === "bot";
}
