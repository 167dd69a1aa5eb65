import { TYPING_LASTS } from "@parley/client";
import type { Typing } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals-core";

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
      if (on) timer = setTimeout(() => (typing.value = undefined), TYPING_LASTS);
    },
  };
}
