import type { MessageEvent } from "@parley/protocol";
import { signal } from "@preact/signals";

/** What the next reply in its conversation quotes. */
export const quoting = signal<MessageEvent | undefined>(undefined);

/** The same for one conversation. */
export const quotingIn = (conversationId: string): MessageEvent | undefined =>
  quoting.value?.conversationId === conversationId ? quoting.value : undefined;
