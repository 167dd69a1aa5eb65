import * as v from "valibot";
import { Content } from "./content.ts";
import { LanguageTag } from "./language.ts";
import { Decision, Guess, Signals, Understanding } from "./understanding.ts";
import { PromiseOf } from "./sla.ts";
import { variant } from "./variant.ts";
import { Given } from "./given.ts";
import { Why } from "./why.ts";

/** A member of the team, as others see them. */
export const AgentRef = v.object({ id: v.string(), name: v.string() });
export type AgentRef = v.InferOutput<typeof AgentRef>;

/** Who said or did something. */
export const Author = variant("kind", [
  /** `by`: the channel by which they answered, where that is not the conversation's own. */
  v.object({ kind: v.literal("visitor"), by: v.optional(v.pipe(v.string(), v.maxLength(40))) }),
  /** With the bot's name, where it has one. */
  v.object({ kind: v.literal("bot"), id: v.optional(v.string()), name: v.optional(v.string()) }),
  v.object({ kind: v.literal("system") }),
  v.object({ kind: v.literal("agent"), id: v.string(), name: v.string() }),
]);
export type Author = v.InferOutput<typeof Author>;

/** Why a conversation went to people: asked for, not understood twice, an upset visitor, a rule, or the bot is down. */
export const EscalationReason = v.picklist(["asked", "unsure", "negative", "policy", "unavailable"]);
export type EscalationReason = v.InferOutput<typeof EscalationReason>;

/** Something the bot did for the visitor before it handed over. */
export const Attempt = v.object({
  did: v.picklist(["answer", "clarify", "article"]),
  /** The intent that was answered or asked about. */
  intent: v.optional(v.string()),
  /** Its title, or the article's, in the visitor's language. */
  title: v.string(),
});
export type Attempt = v.InferOutput<typeof Attempt>;

/** What the agent who takes over should know, as data: in which words, is the reader's own. */
export const Handover = v.object({
  /** The visitor's own words about what they need, without the request for a person itself; none if they said nothing else. */
  problem: v.optional(v.array(v.string())),
  /** What the bot took the last of these words for. Absent if it did not understand them. */
  guess: v.optional(Guess),
  /** What their words told beside that: the feeling told last, and whether any of them were of haste or of going elsewhere. */
  signals: v.optional(Signals),
  /** What the bot did before, in order. Words alone in hand-overs of earlier versions. */
  tried: v.array(v.union([v.string(), Attempt])),
  /** In hand-overs of earlier versions: all of it in a sentence or two, in the visitor's language. */
  summary: v.optional(v.string()),
});
export type Handover = v.InferOutput<typeof Handover>;

const understood = { replyTo: v.string(), decision: Decision, understanding: Understanding };

/** Of a version before, which named no answerer: the decision says whose it was. */
const Unnamed = v.object(understood);
type Unnamed = v.InferOutput<typeof Unnamed> & { kind?: never };

/** How the bot came to what it said or did, by who had the answer. Internal: never sent to visitors. */
export const Insight = v.union([
  variant("kind", [
    /** The model took it for an intent, or knew none. */
    v.object({ kind: v.literal("intent"), ...understood }),
    /** Search found an article. */
    v.object({ kind: v.literal("article"), ...understood, articleId: v.string(), score: v.optional(v.number()) }),
    /** It was a reply to what the bot had asked: nothing else had to be understood. */
    v.object({ kind: v.literal("reply"), ...understood }),
    /** An answerer that was given to the engine. */
    v.object({
      kind: v.literal("other"),
      /** The answerer's. */
      name: v.string(),
      ...understood,
      /** That it is answered in. */
      language: LanguageTag,
      /** What the answerer left open, for itself. */
      task: v.optional(v.unknown()),
    }),
  ]),
  Unnamed as v.GenericSchema<Unnamed>,
]);
export type Insight = v.InferOutput<typeof Insight>;

/** The language in which the bot answered, as a tag. */
export const languageOf = (insight: Insight): string =>
  insight.kind === "other" ? insight.language : insight.understanding.language;

const message = v.object({
  type: v.literal("message"),
  author: Author,
  content: Content,
  insight: v.optional(Insight),
});
const note = v.object({ type: v.literal("note"), author: Author, text: v.string() });
const opened = v.object({ type: v.literal("opened"), author: Author });
const queued = v.object({
  type: v.literal("queued"),
  reason: EscalationReason,
  handover: v.optional(Handover),
  insight: v.optional(Insight),
});
const claimed = v.object({ type: v.literal("claimed"), agent: AgentRef, ...Given });
const released = v.object({
  type: v.literal("released"),
  to: v.picklist(["bot", "queue"]),
  author: Author,
  /** The team that it waits for now. */
  team: v.optional(v.string()),
});
/** An agent is asked to take it until a time (H16). */
const offered = v.object({ type: v.literal("offered"), agent: AgentRef, until: v.number(), why: v.optional(Why) });
/** An offer is over that was not taken. */
const declined = v.object({
  type: v.literal("declined"),
  agent: AgentRef,
  because: v.picklist(["declined", "late"]),
});
/** `code`: what it was about, of the team's list. Internal. */
const closed = v.object({ type: v.literal("closed"), author: Author, code: v.optional(v.string()) });
/** Nobody came within the promised time: to who waits for a person, or with an answer to who has one. */
const overdue = v.object({ type: v.literal("overdue"), wanted: v.picklist(["agent", "reply"]) });
/** What was said before was removed, as it was kept for as long as it may be. */
const erased = v.object({ type: v.literal("erased") });
const rated = v.object({
  type: v.literal("rated"),
  score: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  comment: v.optional(v.pipe(v.string(), v.maxLength(1000))),
});
const judged = v.object({
  type: v.literal("judged"),
  messageId: v.pipe(v.string(), v.maxLength(80)),
  helpful: v.boolean(),
});
const hidden = v.object({ type: v.literal("hidden") });
/** The team has put a tag on it, or taken it off. This and what follows is internal. */
const tagged = v.object({ type: v.literal("tagged"), author: Author, tag: v.string(), on: v.boolean() });
/** It is put aside: until a time, or until the visitor writes. */
const snoozed = v.object({ type: v.literal("snoozed"), by: AgentRef, until: v.optional(v.number()) });
/** It is back: the time has come, or somebody wanted it. `agent` put it aside. */
const woken = v.object({ type: v.literal("woken"), author: Author, agent: AgentRef });
/** It goes on in another conversation of the same contact; and what went on here was said in another. */
const merged = v.object({ type: v.literal("merged"), by: AgentRef, into: v.string() });
const joined = v.object({ type: v.literal("joined"), by: AgentRef, from: v.string() });
/** An agent is reminded of what they wanted; `failed`: words of theirs were not sent. Of a `task`, with `team` all of the team that `agent` then is, with `supervisors` who supervises. */
const reminded = v.object({
  type: v.literal("reminded"),
  agent: AgentRef,
  text: v.string(),
  failed: v.optional(v.literal(true)),
  task: v.optional(v.string()),
  team: v.optional(v.literal(true)),
  supervisors: v.optional(v.literal(true)),
});

/** A promise of the service level is nearly due, or missed (A4). `agent` has it then; `tell`: so that supervisors hear of it. */
const promise = v.object({
  type: v.literal("promise"),
  of: PromiseOf,
  is: v.picklist(["near", "missed"]),
  /** The name of the policy. */
  policy: v.string(),
  /** Until when it was to be kept. */
  due: v.number(),
  agent: v.optional(AgentRef),
  tell: v.optional(v.literal(true)),
  /** It is at least so urgent from now on. */
  priority: v.optional(v.number()),
});

/** What may happen in a conversation. */
export const Happening = v.variant("type", [
  message,
  note,
  opened,
  queued,
  claimed,
  released,
  closed,
  overdue,
  erased,
  rated,
  judged,
  offered,
  declined,
  hidden,
  tagged,
  snoozed,
  woken,
  merged,
  joined,
  reminded,
  promise,
]);
export type Happening = v.InferOutput<typeof Happening>;

const place = {
  /** Made by whoever caused the event, or derived from what caused it; unique within the conversation. */
  id: v.string(),
  conversationId: v.string(),
  /** Position in the conversation: 1, 2, 3 ... without gaps. This is the order for everyone. */
  seq: v.number(),
  /** The engine's clock in milliseconds since 1970. For display only. */
  at: v.number(),
};

/** One entry of a conversation's log. Spelled out, as an intersection takes several times as long to check. */
export const ConversationEvent = v.variant("type", [
  v.object({ ...place, ...message.entries }),
  v.object({ ...place, ...note.entries }),
  v.object({ ...place, ...opened.entries }),
  v.object({ ...place, ...queued.entries }),
  v.object({ ...place, ...claimed.entries }),
  v.object({ ...place, ...released.entries }),
  v.object({ ...place, ...closed.entries }),
  v.object({ ...place, ...overdue.entries }),
  v.object({ ...place, ...erased.entries }),
  v.object({ ...place, ...rated.entries }),
  v.object({ ...place, ...judged.entries }),
  v.object({ ...place, ...offered.entries }),
  v.object({ ...place, ...declined.entries }),
  v.object({ ...place, ...hidden.entries }),
  v.object({ ...place, ...tagged.entries }),
  v.object({ ...place, ...snoozed.entries }),
  v.object({ ...place, ...woken.entries }),
  v.object({ ...place, ...merged.entries }),
  v.object({ ...place, ...joined.entries }),
  v.object({ ...place, ...reminded.entries }),
  v.object({ ...place, ...promise.entries }),
]);
export type ConversationEvent = v.InferOutput<typeof ConversationEvent>;

/** The events that carry words for people. */
export type MessageEvent = Extract<ConversationEvent, { type: "message" }>;
