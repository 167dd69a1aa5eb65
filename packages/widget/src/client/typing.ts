import type { Typing } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals-core";

/** SPEC P1: how long "is typing" is valid, and how often it may be said. Milliseconds. */
const LASTS = 5_000;
const EVERY = 2_000;

/** Who is typing on the other side, until it is out of date. */
export interface TypingIndicator {
  readonly typing: ReadonlySignal<{ name?: string } | undefined>;
  show: (typing: Omit<Typing, "conversationId">) => void;
}

/** Makes an indicator that shows nobody. */
export function createTypingIndicator(): TypingIndicator {
  const typing = signal<{ name?: string } | undefined>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    typing,
    show({ on, name }) {
      clearTimeout(timer);
      typing.value = on ? { ...(name && { name }) } : undefined;
      if (on) timer = setTimeout(() => (typing.value = undefined), LASTS);
    },
  };
}

/** Passes on that the visitor is typing, no more often than it may be said. */
export function sayTyping(tell: (typing: { on: boolean }) => void): (on: boolean) => void {
  let saidAt = 0;
  return (on) => {
    if (on ? Date.now() - saidAt < EVERY : saidAt === 0) return;
    saidAt = on ? Date.now() : 0;
    tell({ on });
  };
}
