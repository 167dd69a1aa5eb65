import {
  Content,
  type Conversation,
  type ConversationEvent,
  Decision,
  HistoryRequest,
  Id,
  InboxItem,
  Locale,
  LogPage,
  ReadTo,
  Understanding,
} from "@parley/protocol";
import { Refusal } from "@parley/protocol/schemas";
import * as v from "valibot";
import type { Service } from "../../rpc/contract.ts";
import { inboxCalls, Thread } from "./inbox-calls.ts";
import { lineCalls } from "./line-calls.ts";
import { InLine, routingCalls } from "./routing-calls.ts";
import { fileCalls } from "./file-calls.ts";
import { bridgeCalls } from "./bridge-calls.ts";
import { channelCalls } from "./channel-calls.ts";
import { searchCalls } from "./search-calls.ts";
import { copilotCalls } from "./copilot-calls.ts";
import { Command } from "./command-calls.ts";
import { slaCalls } from "./sla-calls.ts";
import { deskCalls } from "./desk-calls.ts";
import { surveyCalls } from "./survey-calls.ts";
import { taskCalls } from "./task-calls.ts";
import { liveCalls } from "./live-calls.ts";
import { pushCalls } from "./push-calls.ts";
import { deliveries } from "./delivery-calls.ts";

/**
 * What is in the log was held to its schema when it was written, and a conversation is what that adds up to. To look through
 * both again with every answer would be a twentieth of what a message costs.
 */
const looksLike = (value: unknown) => typeof value === "object" && value !== null && "seq" in value;
export const LoggedEvent = v.custom<ConversationEvent>(looksLike);
const LoggedConversation = v.custom<Conversation>(looksLike);
const Page = v.object({ ...LogPage.entries, events: v.array(LoggedEvent) });

/** What came of it: the events that are now in the log, and the conversation after them. */
export const Outcome = v.object({
  events: v.array(LoggedEvent),
  conversation: LoggedConversation,
  /** The command had been carried out before; `events` has what it caused then. */
  duplicate: v.boolean(),
  /** What a command that was carried out before was answered, where that is no event: there was nothing to do, or it is erased. */
  answered: v.optional(v.object({ seq: v.number(), at: v.number() })),
});
export type Outcome = v.InferOutput<typeof Outcome>;

/** What came of a turn of the bot. */
export const Turned = v.object({
  ...Outcome.entries,
  /** How the visitor said they can be reached. */
  contact: v.optional(v.object({ email: v.optional(v.string()), phone: v.optional(v.string()) })),
});
export type Turned = v.InferOutput<typeof Turned>;

/** What the bot would say, and how it came to it; there is no reply where it would pass the visitor on to a person. */
const Tried = v.object({ understanding: Understanding, decision: Decision, reply: v.optional(Content) });
export type Tried = v.InferOutput<typeof Tried>;
/** As lists show it. */
export const Listed = v.object({
  conversation: LoggedConversation,
  preview: InboxItem.entries.preview,
  /** The visitor's message that the bot has still to answer. */
  awaiting: v.optional(v.string()),
  desk: InboxItem.entries.desk,
  promises: InboxItem.entries.promises,
  mood: InboxItem.entries.mood,
});
export type Listed = v.InferOutput<typeof Listed>;

const InConversation = v.object({ conversationId: v.string() });
const Reading = v.object({ ...InConversation.entries, after: v.optional(v.number()) });

export const dialog = {
  ...inboxCalls,
  ...lineCalls,
  ...fileCalls,
  ...channelCalls,
  ...pushCalls,
  ...bridgeCalls,
  ...searchCalls,
  ...copilotCalls,
  ...deskCalls,
  ...slaCalls,
  ...taskCalls,
  ...liveCalls,
  ...surveyCalls,
  /**
   * The conversation of a thread of an inbox, made at the first call. Where it stands may lag behind its log; `get` knows. Unless told, the
   * inbox is the channel's first one, which has its name, and the thread is the visitor. `notFound` without such an inbox, `forbidden` where
   * the first call finds it switched off.
   */
  open: { input: Thread, output: LoggedConversation, repeatable: true },
  get: { input: InConversation, output: Listed, repeatable: true },
  /** The conversation as it stands with its log after a cursor, for who comes back: `get` and `read` in one look. */
  enter: { input: Reading, output: v.object({ ...Listed.entries, page: Page }), repeatable: true },
  /** Conversations for lists, as this node knows them: what another node writes at this moment may not be counted in. */
  listed: {
    input: v.object({ conversationIds: v.array(v.string()) }),
    output: v.array(Listed),
    repeatable: true,
  },
  /** Carries out a command once, however often it is sent. Resolves when it is durable. */
  apply: {
    input: v.object({
      ...InConversation.entries,
      id: Id,
      command: Command,
      /** What refuses it unless it was carried out before: what only the caller can know. `since`: so does an erasure after that time, as `notFound`. */
      refusal: v.optional(Refusal),
      since: v.optional(v.number()),
    }),
    output: Outcome,
    repeatable: true,
  },
  /**
   * Lets the bot take its turn on a message, and on those before it that nobody has answered. Resolves to what it did, which may be
   * nothing. `online`: how many are available of those of the team who see the inbox, `line`: who would be before them; each if it is known.
   * Safe to repeat.
   */
  respond: {
    input: v.object({
      ...InConversation.entries,
      messageId: Id,
      online: v.optional(v.number()),
      line: v.optional(InLine),
    }),
    output: Turned,
    repeatable: true,
    deadline: 40_000, // As long as given answerers may take together, and more.
  },
  /** What the bot would say to a visitor whose first words these are. Nothing is stored. */
  tryOut: {
    input: v.object({ text: v.string(), locale: Locale, inboxId: v.optional(v.string()) }),
    output: Tried,
    repeatable: true,
    deadline: 10_000,
  },
  /** The log after a cursor; without one its newest part. */
  read: { input: Reading, output: Page, repeatable: true },
  history: {
    input: v.object({ ...InConversation.entries, ...HistoryRequest.entries }),
    output: Page,
    repeatable: true,
  },
  /** Conversations, those first that changed last; with `by: "waiting"` those that have waited longest. */
  list: {
    input: v.object({
      status: v.optional(v.array(v.picklist(["bot", "queued", "agent", "closed"]))),
      /** Only those of these people, whichever of a contact's identities had them; only those of these inboxes. */
      personIds: v.optional(v.array(v.string())),
      inboxIds: v.optional(v.array(v.string())),
      /** Only what comes after this one: its `updatedAt`, and its id, as several may have changed at one moment. */
      before: v.optional(v.number()),
      beforeId: v.optional(v.string()),
      by: v.optional(v.literal("waiting")),
      limit: v.pipe(v.number(), v.maxValue(500)),
    }),
    output: v.array(Listed),
    repeatable: true,
  },
  /** Keeps how far somebody has read. Resolves to that: at most to the end of the log. */
  markRead: {
    input: v.object({ ...InConversation.entries, by: v.picklist(["visitor", "agents"]), seq: v.number() }),
    output: v.object({ seq: v.number() }),
    repeatable: true,
  },
  /** How far the visitor, and agents, have read. */
  readTo: { input: InConversation, output: ReadTo, repeatable: true },
  ...routingCalls(v.array(Outcome)),
  /** Conversations that were closed before a time (milliseconds since 1970) and still hold what was said, some at once, the oldest first. */
  erasable: {
    input: v.object({ before: v.number() }),
    output: v.array(v.object({ ...InConversation.entries, visitorId: v.string() })),
    repeatable: true,
  },
  /** Removes what was said in conversations that are closed; their numbers go on. Resolves to what happened. */
  erase: {
    input: v.object({ conversationIds: v.array(v.string()) }),
    output: v.array(Outcome),
    repeatable: true,
  },
  /** Messages that wait for the bot although it should have answered: a node stopped in between. Repairs lists too. */
  unfinished: {
    input: v.object({}),
    output: v.array(v.object({ ...InConversation.entries, messageId: v.string() })),
    repeatable: true,
  },
  ...deliveries,
};
export type { Command } from "./command-calls.ts";
export type { FileVerdict, Upload } from "./file-calls.ts";
export type { AwaitedFile, ChannelHealth } from "./channel-calls.ts";
export type { Missed, MissedWords, Notice, PushResult, SentOn, Waiting } from "./push-calls.ts";
export type { BridgeThread, ThreadChange } from "./bridge-calls.ts";
export type { SiteInvitation } from "./live-calls.ts";
export type { InLine } from "./routing-calls.ts";
export type { Outgoing, SendResult } from "./delivery-calls.ts";
export type Dialog = Service<typeof dialog>;
