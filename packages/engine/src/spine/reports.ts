import type { Conversation, ConversationEvent } from "@parley/protocol";
import type { Analytics } from "../services/analytics/contract.ts";
import type { Dialog } from "../services/dialog/contract.ts";
import { gather } from "./gather.ts";

/** Milliseconds in which news are gathered: briefly, since what is gathered is still young to the garbage collector then. */
const GATHER = { least: 20 };
/** Milliseconds between two attempts to say what could not be said, and conversations named in one. */
const AGAIN = { least: 5_000 };
const AT_ONCE = 500;

/** What moved on in a conversation. */
interface Moved {
  seq: number;
  events: ConversationEvent[];
}

/** Says to reports what happened. While they cannot be reached it is remembered which conversations moved on, and said later. */
export function createReports(analytics: Analytics, onError: (error: unknown) => void) {
  let away = false;
  const reports = gather<Moved>(
    GATHER,
    async (moved) => {
      if (away) for (const [conversationId, { seq }] of moved) late.add(conversationId, seq);
      else await say([...moved].map(([conversationId, what]) => ({ conversationId, ...what })));
    },
    onError,
    (before, { seq, events }) => ({ seq, events: [...before.events, ...events] }),
  );
  const late = gather<number>(
    AGAIN,
    (moved) => say([...moved].map(([conversationId, seq]) => ({ conversationId, seq }))),
    onError,
    Math.max,
  );

  async function say(heads: Parameters<Analytics["follow"]>[0]["heads"]): Promise<void> {
    for (let from = 0; from < heads.length; from += AT_ONCE) {
      const part = heads.slice(from, from + AT_ONCE);
      try {
        await analytics.follow({ heads: part });
        away = false;
      } catch (error) {
        away = true;
        for (const { conversationId, seq } of heads.slice(from)) late.add(conversationId, seq);
        return onError(error);
      }
    }
  }

  return {
    moved: ({ id, seq }: Conversation, events: ConversationEvent[]) => reports.add(id, { seq, events }),
    /** Says what is gathered. What cannot be said now, the next start of a gateway does if it is recent. */
    async stop(): Promise<void> {
      await reports.stop();
      await late.stop();
    },
  };
}

/** Conversations whose last words may have been on their way to reports when a process was killed, and milliseconds of it. */
const RECENT = { conversations: 500, milliseconds: 10_000 };

/** Says to reports what a process that was killed did not come to say. Saying it twice does no harm. */
export async function followRecent(dialog: Dialog, analytics: Analytics): Promise<void> {
  const listed = await dialog.list({ limit: RECENT.conversations });
  const since = (listed[0]?.conversation.updatedAt ?? 0) - RECENT.milliseconds;
  const recent = listed.filter(({ conversation }) => conversation.updatedAt > since);
  await analytics.follow({ heads: recent.map(({ conversation: { id, seq } }) => ({ conversationId: id, seq })) });
}
