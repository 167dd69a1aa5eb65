import type { ConversationEvent, OpenedConversation } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Live } from "../live/live.ts";
import { createThread, type Thread } from "./thread.ts";

/** The conversations that were on screen lately. */
export interface Threads {
  /** The one that is on screen. */
  readonly shown: ReadonlySignal<Thread | undefined>;
  readonly get: (conversationId: string) => Thread | undefined;
  /** Puts one on screen, or none. */
  readonly show: (conversationId: string | undefined) => void;
}

interface Needs {
  live: Live;
  /** Told of every event as it joins the log of its conversation. */
  heard: (conversationId: string, events: readonly ConversationEvent[]) => void;
  /** Told of a conversation that was opened, as of `mark`. */
  opened: (opened: OpenedConversation, mark: number) => void;
  mark: () => number;
}

const KEPT = 20;

/** No conversation is on screen at first. */
export function createThreads({ live, heard, opened, mark }: Needs): Threads {
  const shown = signal<Thread | undefined>(undefined);
  const kept = new Map<string, Thread>();

  const open = (conversationId: string) => {
    const events = (events: readonly ConversationEvent[]) => heard(conversationId, events);
    const thread =
      kept.get(conversationId) ?? createThread({ ask: live.ask, conversationId, heard: events, opened, mark });
    kept.delete(conversationId);
    kept.set(conversationId, thread);
    for (const id of [...kept.keys()].slice(0, -KEPT)) kept.delete(id);
    return thread;
  };
  return {
    shown,
    get: (conversationId) => kept.get(conversationId),
    show(conversationId) {
      const before = shown.value;
      if (before?.conversationId === conversationId) return;
      if (before) void live.ask("leave", { conversationId: before.conversationId }).catch(() => undefined);
      shown.value = conversationId ? open(conversationId) : undefined;
      if (live.status.value.status === "online") void shown.value?.open().catch(() => undefined);
    },
  };
}
