import { type ConversationEvent, ChatError, type Happening } from "@parley/protocol";
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Doc, Store } from "../../store/store.ts";
import type { Outcome } from "./contract.ts";
import type { Head, Heads } from "./heads.ts";

/** The next event that a command or a turn of the bot needs, or nothing if there is nothing (more) to do. */
export type Step = { id: string; happening: Happening } | undefined;

export type StoredEvent = ConversationEvent & Doc;

// The id first: ids begin with their time, so that what is written together lies together, and a write touches half the pages.
export const eventKey = (conversationId: string, id: string) => `${id}/${conversationId}`;

/** The collection of all events. Its unique (conversation, seq) is the only lock between those who write to conversations. */
export function openEvents(store: Store) {
  return store.collection<StoredEvent>("events", [{ on: ["conversationId", "seq"], unique: true }, { on: ["at"] }]);
}
export type Events = ReturnType<typeof openEvents>;

export function withoutKey({ _id, ...event }: StoredEvent): ConversationEvent {
  return event;
}

/** Milliseconds until a look for what is written but cannot be read yet. */
const NOT_READABLE = 20;
/** Milliseconds after which the asker is told to come again: longer than servers take to choose another primary. */
const PATIENCE = 30_000;

/**
 * Milliseconds after which nothing is decided any more: the asker has not waited so long (SPEC R2). He has asked again, perhaps
 * on another node, and may have been refused there; what is done after that surprises everybody.
 */
const LATEST_DECISION = 10_000;

/**
 * Writes to conversations' logs. An event is decided on for a conversation as it stands at `seq`, and taken in only as
 * number `seq + 1`: if somebody else was first, the unique number refuses it and it is decided anew. So of two claims one wins,
 * a bot's reply that was overtaken by an agent is dropped, and numbers have no gaps, on one node or many.
 */
export function createLog(events: Events, heads: Heads, now: () => number) {
  const find = async (conversationId: string, id: string) => {
    const found = await events.findOne({ _id: eventKey(conversationId, id) });
    return found && withoutKey(found);
  };

  const tails = new Map<string, Promise<void>>();

  /** One commit of a conversation after the other: on one node nobody needs to lose a race. */
  function commit(conversationId: string, id: string, next: (head: Head) => Step): Promise<Outcome> {
    const before = tails.get(conversationId);
    const latest = performance.now() + LATEST_DECISION;
    const inTime = (head: Head) => {
      if (performance.now() > latest) throw new ChatError("unavailable", "The store did not answer in time.");
      return next(head);
    };
    const mine = before ? before.then(() => race(conversationId, id, inTime)) : race(conversationId, id, inTime);
    const ended = () => {
      if (tails.get(conversationId) === tail) tails.delete(conversationId);
    };
    const tail = mine.then(ended, ended);
    tails.set(conversationId, tail);
    return mine;
  }

  /** Takes steps until there are none left or the event `id` is in the log. Safe to repeat with the same `id`. */
  async function race(conversationId: string, id: string, next: (head: Head) => Step): Promise<Outcome> {
    let written: ConversationEvent[] = [];
    const giveUp = performance.now() + PATIENCE;
    let head = await heads.get(conversationId);
    for (;;) {
      const step = decided(head, next);
      if (!("id" in step)) {
        const known = await find(conversationId, id);
        if (known) return { events: [...written, known], conversation: head.conversation, duplicate: true };
        const fresh = await heads.refresh(conversationId);
        if (fresh.conversation.seq === head.conversation.seq) return settle(step, written, head);
        head = fresh;
        continue;
      }
      const { conversation } = head;
      const event = { id: step.id, conversationId, seq: conversation.seq + 1, at: now(), ...step.happening };
      if (await events.insert({ _id: eventKey(conversationId, step.id), ...event })) {
        written = [...written, event];
        head = heads.advance(head, event);
        if (step.id === id) return { events: written, conversation: head.conversation, duplicate: false };
        continue;
      }
      // Somebody took the number, or it was we ourselves, earlier.
      head = await heads.refresh(conversationId);
      const known = step.id === id ? await find(conversationId, id) : undefined;
      if (known) return { events: [...written, known], conversation: head.conversation, duplicate: true };
      if (head.conversation.seq === conversation.seq) await readableAgain(giveUp);
    }
  }

  return { commit, find };
}

export type Log = ReturnType<typeof createLog>;

/** Waits a moment: what a majority of the servers does not have yet cannot be read, though it keeps its place. */
async function readableAgain(giveUp: number): Promise<void> {
  if (performance.now() > giveUp) throw new ChatError("unavailable", "The conversation cannot be read now.");
  await wait(NOT_READABLE);
}

/** Why there is no next event: there is nothing to do, or it is refused. */
type NoStep = { refusal?: unknown };

function decided(head: Head, next: (head: Head) => Step): NonNullable<Step> | NoStep {
  try {
    return next(head) ?? {};
  } catch (refusal) {
    return { refusal };
  }
}

/** A refusal counts only here, where neither an earlier success of the same command nor a view of the past caused it. */
function settle({ refusal }: NoStep, events: ConversationEvent[], { conversation }: Head): Outcome {
  if (refusal) throw refusal;
  return { events, conversation, duplicate: false };
}

/** Refuses a repeated id that carries something else than before (SPEC M4): nothing is overwritten. */
export function assertSame(known: ConversationEvent | undefined, happening: Happening): void {
  if (!known) return;
  const { id: _id, conversationId: _of, seq: _seq, at: _at, ...before } = known;
  if (!isDeepStrictEqual(plain(before), plain(happening))) {
    throw new ChatError("conflict", "This id was already used for something else.");
  }
}

/** As the store gives it back: without fields that are undefined. */
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));
