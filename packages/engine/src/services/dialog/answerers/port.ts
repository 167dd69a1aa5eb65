import type {
  BotCard,
  Choice,
  ConversationEvent,
  EscalationReason,
  Form,
  Inbox,
  MessageEvent,
  Profile,
  Source,
} from "@parley/protocol";

/** What an answerer is asked: a visitor's message, and what is known when it comes. */
export interface BotTurn {
  /** The message. Its `conversationId` and `id` are the same however often the turn is taken. */
  message: MessageEvent;
  /** What the visitor said in one go; several lines where it came in several messages. */
  text: string;
  /** What happened before it in the conversation, oldest first, at most 30 events. What is internal is among it. */
  recent: readonly ConversationEvent[];
  /** Who writes, as far as they or the site have said. Nothing of it is taken as proven. */
  contact: { id: string; profile: Profile };
  /** Where they write. */
  inbox: Inbox;
  /** How many of the team are available, and when somebody will be, in milliseconds since 1970; absent where that is not known. */
  hours: { online?: number; opensAt?: number };
  /** The language that was spoken until now. */
  language: string;
  /** Whether the visitor waits for a person: then only an answer that is sure is said. */
  waiting: boolean;
  /** What this answerer left open with its last answer, if nobody else has said anything for us since. */
  task?: unknown;
  /** Tells when the time is up. What is answered later is dropped. */
  signal: AbortSignal;
}

/**
 * Products, orders and the like (SPEC C8). Their pictures are at a site that the inbox names (`allowedOrigins`); others are left out, and reported.
 */
export interface AnswerCards {
  cards: readonly BotCard[];
}

/** A form that the visitor fills in where it stands (SPEC C9). What they write comes as their next message, of the type `filled`. */
export interface AnswerForm {
  form: Form;
}

/** A message of an answer. `text` is Markdown (SPEC C4), at most 4,000 characters. */
export type AnswerPart =
  | string
  | AnswerCards
  | AnswerForm
  | { text: string; choices?: readonly Choice[]; source?: Source; aside?: true };

/** What an answerer says or does. */
export interface Answer {
  /** One message, or up to five, one after the other. */
  say?: AnswerPart | readonly AnswerPart[];
  /** Hands over to people, after what is said; why, if that is told. */
  handOver?: true | EscalationReason;
  /** What it is, for agents and for what is read into the next message: a plain answer unless told, or a question back. */
  decision?: "answer" | "article" | "clarify" | "offer" | "acknowledge";
  /** The language that it answers in (a BCP 47 tag); the one spoken until now unless told. */
  language?: string;
  /** What it leaves open: JSON of at most 4,000 characters. It is asked first the next time, and gets this back. */
  task?: unknown;
}

/** Something that may know an answer: rules, a flow, a language model. */
export interface Answerer {
  /** Told to agents, and named in the order of an inbox: 1 to 40 small letters, digits and `-`. */
  readonly name: string;
  /** Milliseconds that it may take; 8,000 unless told, at most 20,000. */
  readonly within?: number;
  /** The bot as which it speaks; the inbox's own unless told. */
  readonly bot?: { readonly id: string; readonly name: string };
  /**
   * Its answer; nothing where it knows none, and the next one is asked. It writes nothing, as a turn may be taken again. Where it throws,
   * takes too long or answers what cannot be said, the next one is asked too.
   */
  answer(turn: BotTurn): Promise<Answer | undefined> | Answer | undefined;
}

/** The engine's own, in the order in which they are asked unless told. */
export const BUILT_IN = ["replies", "intents", "articles"] as const;
export type BuiltIn = (typeof BUILT_IN)[number];

/** An answerer of one's own, or the name of one of the engine's. */
export type GivenAnswerer = Answerer | BuiltIn;
