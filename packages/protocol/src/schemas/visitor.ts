import * as v from "valibot";
import { Agreement } from "../asks.ts";
import { ConversationEvent } from "../event.ts";
import { FilesRequest, FilesTicket } from "../file.ts";
import { Findings, FindRequest } from "../find.ts";
import { Wait } from "../wait.ts";
import { PushOffer, Subscribe, Unsubscribe } from "../push.ts";
import {
  EndConversation,
  Hello,
  HistoryRequest,
  Introduced,
  Introduction,
  Judgement,
  LogPage,
  Page,
  Rating,
  ReadMarker,
  Receipt,
  SendMessage,
  StopWaiting,
  SyncRequest,
  VisitorAuth,
  type VisitorEvents,
  type VisitorPushes,
  Welcome,
  type QueuePlace,
} from "../visitor.ts";

/** What a namespace speaks: of each request what goes in and what comes out, of what is not answered what goes in, and what is pushed. */
export interface Wire {
  auth: v.GenericSchema;
  requests: Readonly<Record<string, { input: v.GenericSchema; value: v.GenericSchema }>>;
  notices: Readonly<Record<string, v.GenericSchema>>;
  pushes: Readonly<Record<string, v.GenericSchema>>;
}

/** The events of `E` that are named by the parts of a wire: one that is missing here does not compile. */
export type Covers<E> = { [K in keyof E]: unknown };

/** Holds that requests and notices together are all that `E` names. */
export const whole =
  <E>() =>
  <R, N>(parts: keyof E extends keyof R | keyof N ? { requests: R; notices: N } : never) =>
    parts;

export const Nothing = v.object({});

export const TypingSchema = v.object({
  conversationId: v.string(),
  name: v.optional(v.string()),
  on: v.boolean(),
});

const QueuePlaceSchema = v.object({
  position: v.number(),
  agentsOnline: v.number(),
  wait: v.optional(Wait),
}) satisfies v.GenericSchema<QueuePlace>;

export const DrainSchema = v.object({ in: v.pipe(v.number(), v.integer(), v.minValue(0)) });

const requests = {
  hello: { input: Hello, value: Welcome },
  send: { input: SendMessage, value: Receipt },
  sync: { input: SyncRequest, value: LogPage },
  history: { input: HistoryRequest, value: LogPage },
  find: { input: FindRequest, value: Findings },
  rate: { input: Rating, value: Receipt },
  judge: { input: Judgement, value: Receipt },
  stopWaiting: { input: StopWaiting, value: Receipt },
  end: { input: EndConversation, value: Receipt },
  identify: { input: Introduction, value: Introduced },
  files: { input: FilesRequest, value: FilesTicket },
  agree: { input: Agreement, value: Nothing },
  subscribe: { input: Subscribe, value: PushOffer },
  unsubscribe: { input: Unsubscribe, value: Nothing },
  forget: { input: Nothing, value: Nothing },
};

const notices = { read: ReadMarker, typing: v.object({ on: v.boolean() }), page: Page };

const pushes = {
  event: ConversationEvent,
  typing: TypingSchema,
  queue: QueuePlaceSchema,
  read: ReadMarker,
  drain: DrainSchema,
} satisfies Covers<VisitorPushes>;

/** Namespace `/visitor` (SPEC, "Visitor requests"). A request that is missing does not compile. */
export const visitorWire: Wire = { auth: VisitorAuth, ...whole<VisitorEvents>()({ requests, notices }), pushes };
