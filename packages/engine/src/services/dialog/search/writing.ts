import type { ConversationEvent } from "@parley/protocol";
import { setImmediate as others } from "node:timers/promises";
import type { Events } from "../events.ts";
import type { Keyed } from "./keyed.ts";
import { createGrowing } from "./growing.ts";
import { createMemory, type Known } from "./memory.ts";
import { pack } from "./packed.ts";
import { doneOf, firstOf, SPAN, spanId, spanOf, type Spans } from "./stored.ts";

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

/** Attempts to write what others write as well. What is left then, `catching-up.ts` finds. */
const ATTEMPTS = 5;

/** Brings what is said into the index, after it is in the log. A span follows from its log, so that it may be written again, by any node. */
export function createWriting({ spans, events, keyed, now }: WritingParts) {
  const known = createMemory();
  const grown = createGrowing();
  const ending = new AbortController();
  const { signal } = ending;

  /** Adds events to a span as this node knows it; where they do not follow on it, or another node was there, from the log. */
  async function extend(place: Place, added: readonly ConversationEvent[]): Promise<void> {
    const hash = await keyed();
    const id = spanId(place.conversationId, place.span);
    const before = known.get(id) ?? startOf(place, added[0]);
    if (before && added.every(({ seq }, index) => seq === before.seq + 1 + index)) {
      const after = await grown(before, added, hash);
      if (await write(place, after, before.stored ? before.seq : undefined)) return known.remember(id, after);
    }
    known.forget(id);
    await fromLog(place, hash);
  }

  /** Makes a span from its log, unless it is as new. */
  async function fromLog(place: Place, hash: Keyed): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS && !signal.aborted; attempt += 1) {
      // A long conversation has many spans, of which each takes some milliseconds.
      await others();
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
    if (!first || !last || doneOf(stored, hash) >= last.seq) return true;
    const empty = { seq: 0, from: first.at, hashes: new Uint32Array(), stored: stored !== undefined };
    const whole = await grown(empty, log, hash);
    // Of what is erased there is nothing to be kept.
    if (!stored && whole.hashes.length === 0) return true;
    if (!(await write(place, whole, stored?.seq))) return false;
    if (!stored && (await isErased(id, first))) return false;
    known.remember(id, whole);
    return true;
  }

  /** Whether a span's log was erased after it was read, by somebody who found nothing in the index then; it is taken out again. */
  async function isErased(id: string, { conversationId, seq }: ConversationEvent): Promise<boolean> {
    if (await events.findOne({ conversationId, seq })) return false;
    await spans.remove({ _id: id });
    return true;
  }

  async function write(place: Place, { seq, from, hashes }: Known, before: number | undefined): Promise<boolean> {
    const _id = spanId(place.conversationId, place.span);
    if (before === undefined) await completeBefore(place);
    const { mark } = await keyed();
    const fields = { seq, from, changedAt: now(), mark, terms: pack(hashes) };
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
      const seqs = new Map(found.map((stored) => [stored.span, doneOf(stored, hash)]));
      for (let span = 0; span <= spanOf(head) && !signal.aborted; span += 1) {
        const end = Math.min(head, (span + 1) * SPAN);
        if ((seqs.get(span) ?? 0) < end) await fromLog({ conversationId, inboxId, span }, hash);
      }
    },

    /** Takes a conversation out, but for what is left of its log. */
    async erase({ conversationId, inboxId }: Omit<Place, "span">, head: number): Promise<void> {
      known.forgetAll(conversationId);
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
  return { seq: first.seq - 1, from: first.at, hashes: new Uint32Array(), stored: false };
}
