import {
  advance,
  type Conversation,
  type ConversationEvent,
  type ConversationStatus,
  type Desk,
  deskAfter,
  type MessageEvent,
  routed,
  withoutSurveyLinks,
} from "@parley/protocol";
import { previewText } from "@parley/protocol/markdown";
import { type Felt, feltAfter } from "./felt.ts";
import { type ServiceFacts, serviceAfter } from "./sla/facts.ts";
import { isTwice, type Picked, pickedBy } from "./twice.ts";

/** Where a conversation stands: what its events add up to. */
export interface Head {
  conversation: Conversation;
  /** The last words anybody said. */
  preview?: { seq: number; by: string; text: string; at: number } | undefined;
  /** The visitor's message that the bot has still to answer. */
  awaiting?: string | undefined;
  /** When what was said before was erased last. */
  erasedAt?: number | undefined;
  /** Who waits has the place of who has waited since then (SPEC H9). */
  placedAt?: number | undefined;
  /** The number of the last event when the visitor chose the language, if they changed it. */
  spokenFrom?: number | undefined;
  /** The choice that the visitor picked last, if they have said nothing since. */
  picked?: Picked | undefined;
  /** The forms that were filled in last. */
  filled?: string[] | undefined;
  /** How the team has arranged it for itself. */
  desk?: Desk | undefined;
  /** The agent who was given it last, and when. */
  given?: { agentId: string; at: number } | undefined;
  /** When it came back last that was put aside. */
  wokenAt?: number | undefined;
  /** What was promised and when, while a person is wanted. */
  service?: ServiceFacts | undefined;
  /** How the visitor feels, if the bot understood it. */
  mood?: Felt | undefined;
}

/** The same conversation in the language that the visitor's client speaks now. Kept for good with the next event. */
export function speaking(head: Head, locale: string): Head {
  const { conversation } = head;
  if (conversation.locale === locale) return head;
  return { ...head, conversation: { ...conversation, locale }, spokenFrom: conversation.seq };
}

/** Where it stands after one more event. Pure. */
export function fold(head: Head, event: ConversationEvent): Head {
  if (event.seq <= head.conversation.seq) return head;
  const conversation = routed(head.conversation, event, advance(head.conversation, event));
  const placedAt = conversation.state.status === "queued" ? placeAfter(head, event) : undefined;
  const erasedAt = event.type === "erased" ? event.at : head.erasedAt;
  const arranged = arrangedAfter(head, event);
  return {
    conversation,
    preview: previewAfter(head, event),
    awaiting: awaitingAfter(head, event, conversation),
    ...(erasedAt && { erasedAt }),
    ...(placedAt && { placedAt }),
    ...(head.spokenFrom !== undefined && { spokenFrom: head.spokenFrom }),
    picked: pickedAfter(head, event),
    ...filledAfter(head, event),
    ...arranged,
    ...givenAfter(head, event),
    ...wokenAfter(head, event),
    ...servedAfter(head, event, conversation, arranged.desk),
    ...moodAfter(head, event),
  };
}

function moodAfter(head: Head, event: ConversationEvent): Pick<Head, "mood"> {
  const mood = feltAfter(head.mood, event);
  return mood ? { mood } : {};
}

function arrangedAfter(head: Head, event: ConversationEvent): Pick<Head, "desk"> {
  const desk = deskAfter(head.desk, event);
  return desk ? { desk } : {};
}

function givenAfter({ given }: Head, event: ConversationEvent): Pick<Head, "given"> {
  if (event.type === "claimed") return { given: { agentId: event.agent.id, at: event.at } };
  return given ? { given } : {};
}

function servedAfter(head: Head, event: ConversationEvent, after: Conversation, desk: Desk | undefined) {
  const step = { event, before: head.conversation, after, asleep: desk?.snoozed !== undefined };
  const service = serviceAfter(head.service, step);
  return service ? { service } : {};
}

function wokenAfter({ wokenAt }: Head, event: ConversationEvent): Pick<Head, "wokenAt"> {
  if (event.type === "woken") return { wokenAt: event.at };
  return wokenAt === undefined ? {} : { wokenAt };
}

/** Who lost their agent is in front of those who came since; who was put back waits anew; who is handed on while they wait keeps their place. */
function placeAfter({ conversation: { state }, placedAt }: Head, event: ConversationEvent): number | undefined {
  if (event.type === "released" && state.status === "queued") return placedAt ?? state.since;
  if (event.type !== "released" || state.status !== "agent") return placedAt;
  return event.author.kind === "system" ? state.since : undefined;
}

function previewAfter(head: Head, event: ConversationEvent): Head["preview"] {
  if (event.type === "erased") return undefined;
  if (event.type !== "message") return head.preview;
  // Who waits for a person is listed with their own words.
  if (event.author.kind === "bot" && head.conversation.state.status === "queued") return head.preview;
  const { seq, at, author, content } = event;
  return {
    seq,
    at,
    by: author.kind === "agent" ? author.name : author.kind,
    text: previewText(author, { ...content, text: withoutSurveyLinks(content.text) }),
  };
}

function awaitingAfter(head: Head, event: ConversationEvent, { state: { status } }: Conversation): string | undefined {
  // A hand-over is finished with the bot's words for it. What is said in the queue may go unanswered.
  if (event.type === "queued") return event.insight?.replyTo;
  if (event.type === "released" || (status !== "bot" && status !== "queued")) return undefined;
  return event.type === "message" ? awaitingAfterMessage(head, event, status) : head.awaiting;
}

function awaitingAfterMessage(head: Head, message: MessageEvent, status: ConversationStatus): string | undefined {
  if (message.author.kind !== "visitor") return message.insight?.replyTo === head.awaiting ? undefined : head.awaiting;
  return status === "queued" || isTwice(message, head.picked) ? head.awaiting : message.id;
}

function pickedAfter(head: Head, event: ConversationEvent): Head["picked"] {
  if (event.type === "erased") return undefined;
  return event.type === "message" && event.author.kind === "visitor" ? pickedBy(event) : head.picked;
}

/** Enough that two who fill in the same form at once find it here; who comes later finds it in the log. */
const FILLED = 20;

function filledAfter({ filled }: Head, event: ConversationEvent): Pick<Head, "filled"> {
  if (event.type === "erased") return {};
  if (event.type !== "message" || event.content.type !== "filled") return filled ? { filled } : {};
  return { filled: [...(filled ?? []), event.content.form.id].slice(-FILLED) };
}
