import { type ConversationEvent, type LogPage, SYNC_PAGE } from "@parley/protocol";
import { type Events, withoutKey } from "./events.ts";

/** Events that a first `hello` shows. */
export const FIRST_PAGE = 50;
/** A cursor farther behind than this starts anew: reading on would take longer than it is worth. */
export const FAR_BEHIND = 2_000;
/** Characters of an answer, about: so that nobody who is far behind on a slow line is taken for one who does not read. */
const LARGEST_PAGE = 128 * 1024;
/** What an event has beside its words. */
const AROUND = 500;

/** Reads conversations' logs in pages of a bounded size. */
export function createPages(events: Events) {
  /** The events before a number, ascending. */
  async function before(conversationId: string, seq: number, limit: number): Promise<ConversationEvent[]> {
    const found = await events.find({ conversationId, seq: { $lt: seq } }, { sort: { seq: -1 }, limit });
    return found.reverse().map(withoutKey);
  }

  async function headSeq(conversationId: string): Promise<number> {
    const last = await events.findOne({ conversationId }, { sort: { seq: -1 } });
    return last?.seq ?? 0;
  }

  /** The newest events, for a client that has none, or none of this log. */
  async function newest(conversationId: string): Promise<LogPage> {
    const page = last(await before(conversationId, Number.MAX_SAFE_INTEGER, FIRST_PAGE));
    return { events: page, head: page.at(-1)?.seq ?? 0, reset: true };
  }

  return {
    before,

    async after(conversationId: string, after: number | undefined): Promise<LogPage> {
      if (after === undefined) return await newest(conversationId);
      // The event of the cursor itself comes along: without it the cursor is not of this log, which may be a restored one.
      const found = await events.find(
        { conversationId, seq: { $gte: Math.max(after, 1) } },
        { sort: { seq: 1 }, limit: SYNC_PAGE + 1 },
      );
      if (!goesOn(found[0]?.seq, after)) return await newest(conversationId);
      const next = found.slice(after > 0 ? 1 : 0).map(withoutKey);
      const page = first(next.slice(0, SYNC_PAGE));
      if (found.length <= SYNC_PAGE) return { events: page, head: next.at(-1)?.seq ?? after };
      const head = await headSeq(conversationId);
      return head - after > FAR_BEHIND ? await newest(conversationId) : { events: page, head };
    },

    async history(conversationId: string, seq: number, limit: number): Promise<LogPage> {
      return { events: last(await before(conversationId, seq, limit)), head: await headSeq(conversationId) };
    },
  };
}

/** Whether a log that was read from a cursor goes on there: otherwise what was before is erased, or the store is an older one. */
function goesOn(first: number | undefined, after: number): boolean {
  return first === undefined ? after === 0 : first === Math.max(after, 1);
}

/** As many from the beginning as fit, at least one. */
function first(page: readonly ConversationEvent[]): ConversationEvent[] {
  let size = 0;
  const tooMany = page.findIndex((event, index) => (size += sizeOf(event)) > LARGEST_PAGE && index > 0);
  return page.slice(0, tooMany < 0 ? page.length : tooMany);
}

/** As many from the end as fit, at least one. */
function last(page: readonly ConversationEvent[]): ConversationEvent[] {
  return first([...page].reverse()).reverse();
}

function sizeOf(event: ConversationEvent): number {
  if (event.type === "message") return AROUND + event.content.text.length;
  return AROUND + (event.type === "note" ? event.text.length : 0);
}
