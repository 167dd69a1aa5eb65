import type { ReadTo } from "@parley/protocol";
import type { Collection } from "../../store/store.ts";
import type { Heads } from "./heads.ts";
import type { StoredHead } from "./stored-heads.ts";

interface MarkParts {
  conversations: Collection<StoredHead>;
  heads: Pick<Heads, "get" | "refresh">;
  onError: (error: unknown) => void;
}

/** Milliseconds for which marks are gathered before they are stored: who reads on writes once. */
const GATHER = 1_000;

/** Who has read up to where. Kept beside the log, as it says nothing of what was said; the last second may be lost with a node. */
export function createReadMarks({ conversations, heads, onError }: MarkParts) {
  const pending = new Map<string, Partial<ReadTo>>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  function store(): void {
    clearTimeout(timer);
    timer = undefined;
    writing = Promise.all([writing, ...[...pending].map(storeOne)]).catch(onError);
  }

  async function storeOne([_id, mark]: [string, Partial<ReadTo>]): Promise<void> {
    const { visitor, agents } = mark;
    const $max = { ...(visitor && { readByVisitor: visitor }), ...(agents && { readByAgents: agents }) };
    try {
      await conversations.update({ _id }, { $max });
    } finally {
      // What was read meanwhile has its turn.
      if (pending.get(_id) === mark) pending.delete(_id);
    }
  }

  return {
    /** Keeps how far somebody has read, at most to the end of the log. Resolves to that. */
    async mark({
      conversationId,
      by,
      seq,
    }: {
      conversationId: string;
      by: keyof ReadTo;
      seq: number;
    }): Promise<number> {
      const known = (await heads.get(conversationId)).conversation.seq;
      const head = seq > known ? (await heads.refresh(conversationId)).conversation.seq : known;
      const read = Math.min(seq, head);
      const before = pending.get(conversationId);
      pending.set(conversationId, { ...before, [by]: Math.max(before?.[by] ?? 0, read) });
      timer ??= setTimeout(store, GATHER);
      return read;
    },

    async of(conversationId: string): Promise<ReadTo> {
      const stored = await conversations.findOne({ _id: conversationId });
      const { visitor = 0, agents = 0 } = pending.get(conversationId) ?? {};
      return {
        visitor: Math.max(stored?.readByVisitor ?? 0, visitor),
        agents: Math.max(stored?.readByAgents ?? 0, agents),
      };
    },

    async close(): Promise<void> {
      store();
      await writing;
    },
  };
}
