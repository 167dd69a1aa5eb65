import { type Conversation, type ConversationEvent, ChatError, type Happening } from "@parley/protocol";
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { type Answers, REPEATED_FOR } from "./answered.ts";
import type { Outcome } from "./contract.ts";
import { type Events, withoutKey } from "./events.ts";
import type { Head } from "./head.ts";
import type { Heads } from "./heads.ts";
import { eventKey } from "./keys.ts";

/** The next event that a command or a turn of the bot needs, or nothing if there is nothing (more) to do. */
export type Step = { id: string; happening: Happening } | undefined;

/** Milliseconds until a look for what is written but cannot be read yet. */
const NOT_READABLE = 20;
/** Milliseconds after which the asker is told to come again: longer than servers take to choose another primary. */
const PATIENCE = 30_000;

/**
 * Milliseconds after which nothing is decided any more: the asker has not waited so long (SPEC R2). He has asked again, perhaps
 * on another node, and may have been refused there; what is done after that surprises everybody.
 */
const LATEST_DECISION = 10_000;

export interface LogParts {
  events: Events;
  heads: Heads;
  answers: Answers;
  /** Notes that an event is about to be written which a channel has to be handed, or which has a file; nothing where there is nothing to note. */
  intend?: (conversation: Conversation, id: string, happening: Happening) => Promise<unknown> | undefined;
  /** Hears of each event that this node has written. */
  written?: (event: ConversationEvent, conversation: Conversation) => void;
  now: () => number;
}

/** Somebody's request, or what the engine does by itself. */
export interface Commit {
  conversationId: string;
  /** Of the event that is to be in the log at the end. */
  id: string;
  /** `done`: the ids of this commit's events that are known to be in the log, besides what the head tells. */
  next: (head: Head, done: ReadonlySet<string>) => Step;
  /** That there was nothing to do is remembered: if it comes again there is nothing to do either. */
  request?: boolean;
}

/**
 * Writes to conversations' logs. An event is decided on for a conversation as it stands at `seq`, and taken in only as
 * number `seq + 1`: if somebody else was first, the unique number refuses it and it is decided anew. So of two claims one wins,
 * a bot's reply that was overtaken by an agent is dropped, and numbers have no gaps, on one node or many.
 */
export function createLog({ events, heads, answers, intend, written: told, now }: LogParts) {
  const find = async (conversationId: string, id: string) => {
    const found = await events.findOne({ _id: eventKey(conversationId, id) });
    return found && withoutKey(found);
  };

  const tails = new Map<string, Promise<void>>();

  /** One commit of a conversation after the other: on one node nobody needs to lose a race. */
  function commit({ next, ...asked }: Commit): Promise<Outcome> {
    const { conversationId } = asked;
    const before = tails.get(conversationId);
    const latest = performance.now() + LATEST_DECISION;
    const inTime: Commit["next"] = (head, done) => {
      if (performance.now() > latest) throw new ChatError("unavailable", "The store did not answer in time.");
      return next(head, done);
    };
    const mine = before ? before.then(() => race({ ...asked, next: inTime })) : race({ ...asked, next: inTime });
    const ended = () => {
      if (tails.get(conversationId) === tail) tails.delete(conversationId);
    };
    const tail = mine.then(ended, ended);
    tails.set(conversationId, tail);
    return mine;
  }

  /** Most commits are of one event. */
  const nothing: ReadonlySet<string> = new Set();

  /** Takes steps until there are none left or the event `id` is in the log. Safe to repeat with the same `id`. */
  async function race(asked: Commit): Promise<Outcome> {
    const head = await heads.get(asked.conversationId);
    const giveUp = performance.now() + PATIENCE;
    const standing: Standing = { head, written: [], done: nothing, mayBeDone: asked.request === true, giveUp };
    for (;;) {
      const step = decided(standing, asked.next);
      const before = await earlier(asked, standing, step);
      if (before) return before;
      const outcome = await ("id" in step ? write(asked, standing, step) : settle(asked, standing, step));
      if (outcome) return outcome;
    }
  }

  /** What came of it if it was carried out before, whatever has happened since. */
  async function earlier({ id }: Commit, { head, written, mayBeDone }: Standing, step: Step | NoStep) {
    // The event itself is refused by its id if it is there; nothing else is written before that is known.
    if (isStep(step, id) && !mayBeDone && !mayBeErased(head)) return undefined;
    const { conversation } = head;
    const done = { conversation, duplicate: true };
    const known = await find(conversation.id, id);
    if (known) return { ...done, events: [...written, known] };
    const answered = await answers.recall(conversation.id, id);
    return answered && { ...done, events: written, answered };
  }

  /** Writes the next event, unless somebody was first. Resolves to the outcome if it is the one that is wanted. */
  async function write({ conversationId, id }: Commit, standing: Standing, step: NonNullable<Step>) {
    const { head, written } = standing;
    const noted = intend?.(head.conversation, step.id, step.happening);
    if (noted) await noted;
    const event = { id: step.id, conversationId, seq: seqOf(head) + 1, at: now(), ...step.happening };
    if (await events.insert({ _id: eventKey(conversationId, step.id), ...event })) {
      written.push(event);
      standing.head = heads.advance(head, event);
      told?.(event, standing.head.conversation);
      if (step.id === id) return { events: written, conversation: standing.head.conversation, duplicate: false };
      standing.done = new Set([...standing.done, step.id]);
      return undefined;
    }
    // Somebody took the number, or it was we ourselves, earlier.
    standing.mayBeDone = true;
    standing.head = await heads.refresh(conversationId);
    if (seqOf(standing.head) > seqOf(head) || (await find(conversationId, id))) return undefined;
    const isThere = step.id !== id && (await find(conversationId, step.id));
    if (isThere) standing.done = new Set([...standing.done, step.id]);
    else await readableAgain(standing.giveUp);
    return undefined;
  }

  /** A refusal counts only here, where neither an earlier success of the same command nor a view of the past caused it. */
  async function settle({ conversationId, id, request }: Commit, standing: Standing, { refusal }: NoStep) {
    const fresh = await heads.refresh(conversationId);
    if (seqOf(fresh) > seqOf(standing.head)) {
      standing.head = fresh;
      return undefined;
    }
    if (refusal) throw refusal;
    const { seq, updatedAt: at } = fresh.conversation;
    if (request) await answers.remember(conversationId, [{ id, seq, at }]);
    return { events: standing.written, conversation: fresh.conversation, duplicate: false };
  }

  const mayBeErased = ({ erasedAt }: Head) => erasedAt !== undefined && now() - erasedAt < REPEATED_FOR;

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

function decided({ head, done }: Standing, next: Commit["next"]): NonNullable<Step> | NoStep {
  try {
    return next(head, done) ?? {};
  } catch (refusal) {
    return { refusal };
  }
}

/** Where a conversation stands by now, and what has been done about it. */
interface Standing {
  head: Head;
  written: ConversationEvent[];
  /** The ids of these, and of those that an attempt before has written. */
  done: ReadonlySet<string>;
  /** Whether the event that is wanted, or its answer, may be there. */
  mayBeDone: boolean;
  /** When to give up, as `performance.now()` tells time. */
  giveUp: number;
}

const seqOf = ({ conversation }: Head) => conversation.seq;
const isStep = (step: Step | NoStep, id: string) => step !== undefined && "id" in step && step.id === id;

/** Refuses a repeated id that carries something else than before (SPEC M4): nothing is overwritten. */
export function assertSame(known: ConversationEvent | undefined, happening: Happening): void {
  if (!known) return;
  const { id: _id, conversationId: _of, seq: _seq, at: _at, ...before } = known;
  // Versions before did not write who handed a conversation on.
  const asKnown = "by" in before ? happening : { ...happening, by: undefined };
  if (!isDeepStrictEqual(plain(before), plain(asKnown))) {
    throw new ChatError("conflict", "This id was already used for something else.", { details: { reason: "used" } });
  }
}

/** As the store gives it back, without fields that are undefined, and without what the engine may call otherwise by now. */
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value, withoutWords));
/** Who is called otherwise is the same agent, and what is quoted the same message. */
const NAMED: ReadonlySet<string> = new Set(["author", "agent", "by", "from", "quote"]);
/** What the engine has put into words, of which it may know others in another language, or later. */
const IN_WORDS: ReadonlySet<unknown> = new Set(["cards", "form", "filled", "place"]);

function withoutWords(key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (NAMED.has(key)) return { ...value, name: undefined };
  if (key === "content" && IN_WORDS.has((value as { type?: unknown }).type)) return { ...value, text: undefined };
  // How a field of a form is called depends on the language, too.
  return "field" in value && "label" in value && "value" in value ? { ...value, label: undefined } : value;
}
