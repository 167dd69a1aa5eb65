import { TYPING_LASTS } from "@parley/client";
import type { Typing } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";

/** Who is typing, by conversation, and until when (ms) that is to be believed. */
export type TypingVisitors = ReadonlyMap<string, { name: string | undefined; until: number }>;

/** At first nobody is. */
export function createTyping(): { typing: ReadonlySignal<TypingVisitors>; show: (said: Typing) => void } {
  const typing = signal<TypingVisitors>(new Map());
  return {
    typing,
    show({ conversationId, name, on }) {
      const next = new Map(typing.value);
      if (on) next.set(conversationId, { name, until: Date.now() + TYPING_LASTS });
      else next.delete(conversationId);
      typing.value = next;
    },
  };
}
