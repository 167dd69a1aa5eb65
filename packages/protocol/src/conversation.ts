import * as v from "valibot";
import { AgentRef, Author, type ConversationEvent, EscalationReason, Handover } from "./event.ts";
import { LanguageTag } from "./language.ts";
import type { Decision } from "./understanding.ts";

/** Who has the conversation: the bot, the queue, an agent, or nobody any more. */
export const ConversationState = v.variant("status", [
  v.object({
    status: v.literal("bot"),
    /** Turns in a row in which the bot did not know what was meant. */
    unsure: v.number(),
    /** Number of the event that gave it to the bot, which answers what is said after it. */
    from: v.number(),
    /** A message was left for people (SPEC Q5), who are about to be told. */
    left: v.optional(v.literal(true)),
  }),
  v.object({
    status: v.literal("queued"),
    since: v.number(),
    /** Number of the event that put it there: what is said after it the bot may still answer. Absent if that is not known. */
    from: v.optional(v.number()),
    reason: EscalationReason,
    handover: v.optional(Handover),
    /** Nobody has come within the promised time. */
    overdue: v.optional(v.literal(true)),
    /** A message was left while nobody was there (SPEC Q5). */
    left: v.optional(v.literal(true)),
    /** The team that it was handed to. */
    team: v.optional(v.string()),
    /** Who is asked to take it, and until when (H16). */
    offer: v.optional(v.object({ agent: AgentRef, until: v.number() })),
    /** Who did not take it, or had it and let go of it or did not answer, and when. */
    passed: v.optional(v.array(v.object({ agentId: v.string(), at: v.number() }))),
  }),
  v.object({
    status: v.literal("agent"),
    agent: AgentRef,
    since: v.number(),
    /** Since when the visitor has waited for an answer, if he does. */
    unansweredSince: v.optional(v.number()),
    /** He has waited for it longer than promised. */
    overdue: v.optional(v.literal(true)),
  }),
  v.object({
    status: v.literal("closed"),
    at: v.number(),
    by: Author,
    score: v.optional(v.number()),
    /** What was said was removed. */
    erased: v.optional(v.literal(true)),
  }),
]);
export type ConversationState = v.InferOutput<typeof ConversationState>;
export type ConversationStatus = ConversationState["status"];

/** The inbox that every engine has, of the widget. What names no inbox is of this one. */
export const FIRST_INBOX = "web";

/**
 * What is said in one thread of an inbox, on the web all that a visitor and we have said to each other. It is its log: this is what the events up to
 * `seq` add up to. It never ends; what is closed is an episode of it, and the next message opens the next.
 */
export const Conversation = v.object({
  id: v.string(),
  visitorId: v.string(),
  /** Absent: `FIRST_INBOX`. */
  inboxId: v.optional(v.string()),
  /** That of its inbox. */
  channel: v.string(),
  /** The language of the visitor's client, as a tag. */
  locale: LanguageTag,
  /** Number of the last event that is counted in; 0 before the first. */
  seq: v.number(),
  /** Which episode is on: 1, 2, 3 ... */
  episode: v.number(),
  /** When the episode began. */
  openedAt: v.number(),
  /** When the last event happened. */
  updatedAt: v.number(),
  state: ConversationState,
});
export type Conversation = v.InferOutput<typeof Conversation>;

/** The conversation after one more event. Pure; the same on every side. Events at or below its `seq` change nothing. */
export function advance(conversation: Conversation, event: ConversationEvent): Conversation {
  if (event.seq <= conversation.seq) return conversation;
  const next = { ...conversation, seq: event.seq, updatedAt: event.at };
  if (event.type === "opened") {
    return { ...next, episode: conversation.episode + 1, openedAt: event.at, state: bot(event.seq) };
  }
  return { ...next, state: nextState(conversation.state, event) };
}

function nextState(state: ConversationState, event: ConversationEvent): ConversationState {
  switch (event.type) {
    case "queued":
      return queue(state, event, event.reason, event.handover);
    case "claimed":
      return { status: "agent", agent: event.agent, since: event.at, ...unanswered(state, event.at) };
    case "released":
      return event.to === "bot" ? bot(event.seq) : queue(state, event, "policy");
    case "closed":
      return { status: "closed", at: event.at, by: event.author };
    case "overdue":
      return state.status === "queued" || state.status === "agent" ? { ...state, overdue: true } : state;
    case "erased":
      return state.status === "closed" ? { ...state, erased: true } : state;
    case "rated":
      return state.status === "closed" ? { ...state, score: event.score } : state;
    case "message":
      return saidIn(state, event);
    default:
      return state;
  }
}

function saidIn(state: ConversationState, event: Message): ConversationState {
  if (state.status === "agent") return heldAfter(state, event);
  const after = event.content.type === "left" ? { ...state, left: true as const } : state;
  return after.status === "bot" ? { ...after, unsure: unsureAfter(after.unsure, event) } : after;
}

type Held = Extract<ConversationState, { status: "agent" }>;
type Message = Extract<ConversationEvent, { type: "message" }>;

/** Who comes from the queue waits for the first words; who is handed on has waited for as long as before. */
function unanswered(state: ConversationState, at: number): Pick<Held, "unansweredSince" | "overdue"> {
  if (state.status === "queued") return { unansweredSince: at };
  if (state.status !== "agent" || state.unansweredSince === undefined) return {};
  return { unansweredSince: state.unansweredSince, ...(state.overdue && { overdue: true }) };
}

function heldAfter(state: Held, { author, at }: Message): Held {
  if (author.kind === "visitor") return state.unansweredSince === undefined ? { ...state, unansweredSince: at } : state;
  if (author.kind !== "agent" || state.unansweredSince === undefined) return state;
  return { status: "agent", agent: state.agent, since: state.since };
}

/** Whoever has left a message for people has left one, also when they are handed from one team to another. */
const queue = (
  state: ConversationState,
  { at, seq }: ConversationEvent,
  reason: EscalationReason,
  handover?: Handover,
): ConversationState => ({
  status: "queued",
  since: at,
  from: seq,
  reason,
  handover,
  left: (state as { left?: true }).left,
});
const bot = (from: number): ConversationState => ({ status: "bot", unsure: 0, from });

const KNOWN: readonly Decision[] = ["answer", "article", "acknowledge"];

function unsureAfter(unsure: number, { insight }: Message): number {
  if (!insight) return unsure;
  return KNOWN.includes(insight.decision) ? 0 : unsure + 1;
}
