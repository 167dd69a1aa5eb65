import * as v from "valibot";
import { type Agreement, Asks } from "./asks.ts";
import { VisitorContent } from "./content.ts";
import { Id } from "./text.ts";
import type { FilesRequest, FilesTicket } from "./file.ts";
import { Leave } from "./leave.ts";
import { SpokenLanguage } from "./language.ts";
import { IdentityState, RefusedField } from "./identity-state.ts";
import type { Findings, FindRequest } from "./find.ts";
import { Conversation } from "./conversation.ts";
import type { PushOffer, Subscribe, Unsubscribe } from "./push.ts";
import type { Reply } from "./errors.ts";
import { ConversationEvent } from "./event.ts";
import { byName } from "./variant.ts";
import { Version } from "./version.ts";
import type { Wait } from "./wait.ts";

/** Socket.IO namespace of visitors. */
export const VISITOR_NAMESPACE = "/visitor";

/** Events a `sync` answers at most. */
export const SYNC_PAGE = 200;

/** What a visitor's socket says in Socket.IO's `auth` when it connects. */
export const VisitorAuth = v.object({
  protocol: Version,
  /** From an earlier `hello`; without it a new visitor is made. */
  token: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** The inbox that the widget is of; the first one unless told. */
  inbox: v.optional(v.pipe(v.string(), v.maxLength(64))),
});
export type VisitorAuth = v.InferOutput<typeof VisitorAuth>;

const Cursor = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Where the visitor is. */
export const Page = v.object({
  url: v.pipe(v.string(), v.maxLength(2000)),
  title: v.optional(v.pipe(v.string(), v.maxLength(300))),
});
export type Page = v.InferOutput<typeof Page>;

/** How a site proves who its user is: a JWT, or the user's id with its HMAC. One that is neither is answered as such, and harms nothing else. */
export const Proof = v.fallback(
  v.union([
    v.object({ token: v.pipe(v.string(), v.maxLength(8_192)) }),
    v.object({
      userId: v.union([v.pipe(v.string(), v.maxLength(200)), v.number()]),
      hash: v.pipe(v.string(), v.maxLength(200)),
    }),
  ]),
  { token: "" },
);
export type Proof = v.InferOutput<typeof Proof>;

export const Hello = v.object({
  locale: SpokenLanguage,
  page: v.optional(Page),
  after: v.optional(Cursor),
  proof: v.optional(Proof),
});
export type Hello = v.InferOutput<typeof Hello>;

/** Part of a log: the events after a cursor, and where the log ends. */
export const LogPage = v.object({
  events: v.array(ConversationEvent),
  /** Number of the conversation's last event. If it is greater than that of the last one here, there is more. */
  head: v.number(),
  /** The events are the newest ones and do not follow on the cursor: forget what you have. */
  reset: v.optional(v.boolean()),
});
export type LogPage = v.InferOutput<typeof LogPage>;

/** Number of the last event that the visitor, and that agents, have read. */
export const ReadTo = v.object({ visitor: v.number(), agents: v.number() });
export type ReadTo = v.InferOutput<typeof ReadTo>;

export const Welcome = v.object({
  /** To be kept and named at the next connect. */
  token: v.string(),
  visitorId: v.string(),
  conversation: Conversation,
  page: LogPage,
  read: v.optional(ReadTo),
  /** Present while the conversation waits for an agent. */
  queue: v.optional(v.object({ position: v.number(), agentsOnline: v.number(), leave: v.optional(Leave) })),
  identity: v.optional(IdentityState),
  /** What the inbox still asks before they write; absent where nothing is. */
  asks: v.optional(Asks),
});
export type Welcome = v.InferOutput<typeof Welcome>;

/** Whom the visitor was when they did it, by `visitorId`, if they may be somebody else by now (SPEC I8). */
const as = v.optional(v.pipe(v.string(), v.maxLength(64)));

export const SendMessage = v.object({ id: Id, content: VisitorContent, as });
export type SendMessage = v.InferOutput<typeof SendMessage>;

/** Where a message was stored. `duplicate` says that it already was. */
export const Receipt = v.object({ id: v.string(), seq: v.number(), at: v.number(), duplicate: v.boolean() });
export type Receipt = v.InferOutput<typeof Receipt>;

export const SyncRequest = v.object({ after: Cursor });
export type SyncRequest = v.InferOutput<typeof SyncRequest>;

/** Older events, for scrolling back. */
export const HistoryRequest = v.object({
  before: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SYNC_PAGE)),
});
export type HistoryRequest = v.InferOutput<typeof HistoryRequest>;

export const Rating = v.object({
  id: Id,
  score: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  comment: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  as,
});
export type Rating = v.InferOutput<typeof Rating>;

/** Whether an answer of the bot helped. */
export const Judgement = v.object({
  id: Id,
  messageId: v.pipe(v.string(), v.maxLength(80)),
  helpful: v.boolean(),
  as,
});
export type Judgement = v.InferOutput<typeof Judgement>;

/** Takes the visitor out of the queue; the bot goes on. */
export const StopWaiting = v.object({ id: Id, as });
export type StopWaiting = v.InferOutput<typeof StopWaiting>;

export const EndConversation = v.object({ id: Id, as });
export type EndConversation = v.InferOutput<typeof EndConversation>;

const short = v.pipe(v.string(), v.trim(), v.maxLength(200));

/** What is known of the visitor: what the site said, or they themselves. */
export const Profile = v.object({
  name: v.optional(short),
  email: v.optional(v.union([v.literal(""), v.pipe(short, v.email())])),
  phone: v.optional(short),
  /** The site's own id of the user. */
  userId: v.optional(short),
  attributes: v.optional(byName(v.pipe(v.string(), v.maxLength(50)), v.union([short, v.number(), v.boolean()]))),
});
export type Profile = v.InferOutput<typeof Profile>;

const shortOrNumber = v.union([short, v.number()]);

/** What a site may say of the visitor, each field of which is taken or refused by itself (SPEC I1). */
export const Introduction = v.object({
  name: v.optional(shortOrNumber),
  email: v.optional(v.string()),
  phone: v.optional(shortOrNumber),
  userId: v.optional(shortOrNumber),
  attributes: Profile.entries.attributes,
});
export type Introduction = v.InferOutput<typeof Introduction>;

/** What came of it: the names of the fields that were taken, and those that were not. */
export const Introduced = v.object({ taken: v.array(v.string()), refused: v.array(RefusedField) });
export type Introduced = v.InferOutput<typeof Introduced>;

export const ReadMarker = v.object({ seq: Cursor });
export type ReadMarker = v.InferOutput<typeof ReadMarker>;

export interface Typing {
  conversationId: string;
  /** Absent for the bot. */
  name?: string;
  /** What the visitor is writing is never sent; only that he is. */
  on: boolean;
}

export interface QueuePlace {
  position: number;
  agentsOnline: number;
  /** How long they are likely to wait; absent where it is not known. */
  wait?: Wait | undefined;
  /** The form of a message that may be left, while nobody is there (SPEC Q4). */
  leave?: Leave | undefined;
}

type Ask<I, O> = (input: I, reply: (answer: Reply<O>) => void) => void;

/** What a visitor's socket may send. */
export interface VisitorEvents {
  hello: Ask<Hello, Welcome>;
  send: Ask<SendMessage, Receipt>;
  sync: Ask<SyncRequest, LogPage>;
  history: Ask<HistoryRequest, LogPage>;
  /** Looks for words in the visitor's own conversation and in the articles of its inbox. */
  find: Ask<FindRequest, Findings>;
  rate: Ask<Rating, Receipt>;
  judge: Ask<Judgement, Receipt>;
  stopWaiting: Ask<StopWaiting, Receipt>;
  end: Ask<EndConversation, Receipt>;
  identify: Ask<Introduction, Introduced>;
  /** A ticket for sending and reading files of the conversation. */
  files: Ask<FilesRequest, FilesTicket>;
  /** Agrees to the words that `asks` showed. */
  agree: Ask<Agreement, Record<string, never>>;
  /** Has this device told of what is said while the chat is away; without a target asks only how that can be. */
  subscribe: Ask<Subscribe, PushOffer>;
  /** This device is told no more. */
  unsubscribe: Ask<Unsubscribe, Record<string, never>>;
  /** The token stops working. Who is anonymous is gone for good; who was proven to be somebody has signed out here. */
  forget: Ask<Record<string, never>, Record<string, never>>;
  read: (marker: ReadMarker) => void;
  typing: (typing: { on: boolean }) => void;
  page: (page: Page) => void;
}

/** What the engine may send to a visitor's socket. */
export interface VisitorPushes {
  event: (event: ConversationEvent) => void;
  typing: (typing: Typing) => void;
  queue: (place: QueuePlace) => void;
  /** The agent has read up to here. */
  read: (marker: ReadMarker) => void;
  /** The engine is about to stop: reconnect after that many milliseconds. */
  drain: (drain: { in: number }) => void;
}
