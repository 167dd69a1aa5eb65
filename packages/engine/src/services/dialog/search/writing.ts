import type { ConversationEvent } from "@parley/protocol";
import type { Events } from "../events.ts";
import { fold } from "./fold.ts";
import { type Keyed, pack } from "./keyed.ts";
import { firstOf, SPAN, spanId, spanOf, type Spans, wordsOf } from "./stored.ts";
import { termsOf } from "./terms.ts";

export interface WritingParts {
  spans: Spans;
  events: Events;
  keyed: () => Promise<Keyed>;
  now: () => number;
}

/** A span of a conversation's log. */
export interface Place {
  conversationId: string;
  inboxId: string;
  span: number;
}

/** A span as this node knows it. */
interface Known {
  seq: number;
  from: number;
  hashes: Set<number>;
  /** Whether it is in the store. */
  stored: boolean;
}

/** Spans that are remembered, so that most need not be read to go on with them. */
const REMEMBERED = 2_000;
/** Attempts to write what others write as well. What is left then, `catching-up.ts` finds. */
const ATTEMPTS = 5;

/** Brings what is said into the index, after it is in the log. A span follows from its log, so that it may be written again, by any node. */
export function createWriting({ spans, events, keyed, now }: WritingParts) {
  const known = new Map<string, Known>();
  const ending = new AbortController();
  const { signal } = ending;

  function remember(id: string, span: Known): void {
    known.delete(id);
    known.set(id, span);
    if (known.size > REMEMBERED) for (const oldest of known.keys()) return void known.delete(oldest);
  }

  /** Adds events to a span as this node knows it; where they do not follow on it, or another node was there, from the log. */
  async function extend(place: Place, added: readonly ConversationEvent[]): Promise<void> {
    const hash = await keyed();
    const id = spanId(place.conversationId, place.span);
    const before = known.get(id) ?? startOf(place, added[0]);
    if (before && added.every(({ seq }, index) => seq === before.seq + 1 + index)) {
      const after = grown(before, added, hash);
      if (await write(place, after, before.stored ? before.seq : undefined)) return remember(id, after);
    }
    known.delete(id);
    await fromLog(place, hash);
  }

  /** Makes a span from its log, unless it is as new. */
  async function fromLog(place: Place, hash: Keyed): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS && !signal.aborted; attempt += 1) {
      if (await made(place, hash)) return;
    }
  }

  /** Whether there is nothing left to be done about it. */
  async function made(place: Place, hash: Keyed): Promise<boolean> {
    const { conversationId, span } = place;
    const id = spanId(conversationId, span);
    const stored = await spans.findOne({ _id: id });
    const seq = { $gte: firstOf(span), $lt: firstOf(span + 1) };
    const log = await events.find({ conversationId, seq }, { sort: { seq: 1 } });
    const [first, last] = [log[0], log.at(-1)];
    if (!first || !last || (stored && stored.seq >= last.seq)) return true;
    const empty = { seq: 0, from: first.at, hashes: new Set<number>(), stored: stored !== undefined };
    const whole = grown(empty, log, hash);
    // Of what is erased there is nothing to be kept.
    if (!stored && whole.hashes.size === 0) return true;
    const isWritten = await write(place, whole, stored?.seq);
    if (isWritten) remember(id, whole);
    return isWritten;
  }

  async function write(place: Place, { seq, from, hashes }: Known, before: number | undefined): Promise<boolean> {
    const _id = spanId(place.conversationId, place.span);
    if (before === undefined) await completeBefore(place);
    const fields = { seq, from, changedAt: now(), terms: pack(hashes).toString("base64") };
    if (before === undefined) return await spans.insert({ _id, ...place, ...fields });
    return (await spans.update({ _id, seq: before }, { $set: fields })) !== undefined;
  }

  /** Where a span is in the index those before it are whole, so that only the last one of a conversation has to be looked at. */
  async function completeBefore({ span, ...place }: Place): Promise<void> {
    if (span === 0 || known.get(spanId(place.conversationId, span - 1))?.seq === span * SPAN) return;
    await fromLog({ ...place, span: span - 1 }, await keyed());
  }

  return {
    extend,

    /** Brings the spans of a conversation up to a number of its log. */
    async complete({ conversationId, inboxId }: Omit<Place, "span">, head: number): Promise<void> {
      const hash = await keyed();
      const found = await spans.find({ conversationId });
      const seqs = new Map(found.map(({ span, seq }) => [span, seq]));
      for (let span = 0; span <= spanOf(head) && !signal.aborted; span += 1) {
        const end = Math.min(head, (span + 1) * SPAN);
        if ((seqs.get(span) ?? 0) < end) await fromLog({ conversationId, inboxId, span }, hash);
      }
    },

    /** Takes a conversation out, but for what is left of its log. */
    async erase({ conversationId, inboxId }: Omit<Place, "span">, head: number): Promise<void> {
      for (const id of known.keys()) if (id.startsWith(`${conversationId}:`)) known.delete(id);
      await spans.remove({ conversationId });
      await fromLog({ conversationId, inboxId, span: spanOf(head) }, await keyed());
    },

    close: () => ending.abort(),
  };
}
export type Writing = ReturnType<typeof createWriting>;

/** A span of which nothing is in the index, if the event is its first one. */
function startOf({ span }: Place, first: ConversationEvent | undefined): Known | undefined {
  if (first?.seq !== firstOf(span)) return undefined;
  return { seq: first.seq - 1, from: first.at, hashes: new Set(), stored: false };
}

function grown(before: Known, added: readonly ConversationEvent[], hash: Keyed): Known {
  const hashes = new Set(before.hashes);
  for (const event of added) {
    const words = wordsOf(event);
    if (words !== "") for (const term of termsOf(fold(words))) hashes.add(hash(term));
  }
  return { seq: added.at(-1)?.seq ?? before.seq, from: before.from, hashes, stored: true };
}
