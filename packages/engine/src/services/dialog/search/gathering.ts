import { type Conversation, type ConversationEvent, FIRST_INBOX } from "@parley/protocol";
import { spanId, spanOf } from "./stored.ts";
import type { Place, Writing } from "./writing.ts";

/** Milliseconds for which what is said is gathered before it is written, and how much longer after each that was written last. */
export const GATHER = { least: 5_000, each: 5 };
/** Spans that are written together: what somebody says meanwhile must not stand behind all of them. */
const TOGETHER = 32;

interface Waiting {
  place: Place;
  added: ConversationEvent[];
}

/** Gathers what is said, so that a lively conversation is not written anew with every message. */
export function createGathering({ extend }: Pick<Writing, "extend">, onError: (error: unknown) => void) {
  const waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | undefined;
  let written = 0;
  let writing: Promise<unknown> = Promise.resolve();

  /** Resolves when all that was taken in is in the index, or cannot be written now. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...waiting.values()];
    waiting.clear();
    if (batch.length > 0) {
      written = batch.length;
      writing = writing.then(() => write(batch));
    }
    await writing;
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    for (let from = 0; from < batch.length; from += TOGETHER) {
      const some = batch.slice(from, from + TOGETHER);
      await Promise.all(some.map(({ place, added }) => extend(place, added).catch(onError)));
    }
  }

  return {
    /** Takes in an event that was just written to a log. */
    take(event: ConversationEvent, { inboxId = FIRST_INBOX }: Pick<Conversation, "inboxId">): void {
      const { conversationId, seq } = event;
      const place = { conversationId, inboxId, span: spanOf(seq) };
      const id = spanId(conversationId, place.span);
      const found = waiting.get(id);
      if (found) found.added.push(event);
      else waiting.set(id, { place, added: [event] });
      timer ??= setTimeout(() => void flush(), Math.max(GATHER.least, written * GATHER.each)).unref();
    },
    flush,
  };
}
