import * as v from "valibot";
import {
  AgentAuth,
  type AgentEvents,
  AgentHistory,
  AgentMessage,
  AgentNote,
  type AgentPushes,
  AgentSync,
  type AgentWelcome,
  Attendance,
  ClaimConversation,
  type Compared,
  Heads,
  InboxItem,
  InConversation,
  OpenConversation,
  type OpenedConversation,
  Mention,
  ReleaseConversation,
  ResendMessage,
  Role,
  TransferConversation,
  Visit,
} from "../agent.ts";
import { ArticleSearch, FoundArticles, Suggestions } from "../copilot.ts";
import { type MacroOutcome, RunMacro } from "../macro.ts";
import { liveRequests } from "./live.ts";
import { Refusal } from "./errors.ts";
import { CloseConversation, MergeConversation, SnoozeConversation, TagConversation } from "../desk/asks.ts";
import { TrainingStatus } from "../training-status.ts";
import { Plan, Planned, Unplan } from "../desk/planned.ts";
import { Presence, SetAvailability } from "../presence.ts";
import { Delivery } from "../delivery.ts";
import { ReplyWindow } from "../reply-window.ts";
import { byName } from "../variant.ts";
import { Wait } from "../wait.ts";
import { Way } from "../way.ts";
import { AgentRef, ConversationEvent } from "../event.ts";
import { FilesTicket } from "../file.ts";
import { LogPage, ReadMarker, ReadTo, Receipt } from "../visitor.ts";
import { type Covers, DrainSchema, Nothing, TypingSchema, whole, type Wire } from "./visitor.ts";

const OneConversation = v.object({ conversationId: v.string() });
const ReadIn = v.object({ ...ReadMarker.entries, ...OneConversation.entries });

const Welcomed = v.object({
  me: v.object({
    id: v.string(),
    name: v.string(),
    email: v.string(),
    role: Role,
    inboxes: v.optional(v.array(v.string())),
  }),
  inboxes: v.array(v.object({ id: v.string(), name: v.string() })),
  teams: v.optional(v.array(v.object({ id: v.string(), name: v.string() }))),
  inbox: v.array(InboxItem),
  online: v.array(v.string()),
  presence: v.array(Presence),
  mentions: v.array(Mention),
}) satisfies v.GenericSchema<AgentWelcome>;

const Opened = v.object({
  item: InboxItem,
  page: LogPage,
  viewers: v.array(AgentRef),
  read: ReadTo,
  online: v.boolean(),
  deliveries: v.optional(v.array(Delivery)),
  window: v.optional(ReplyWindow),
}) satisfies v.GenericSchema<OpenedConversation, unknown>;

const Answered = v.object({
  items: v.array(InboxItem),
  online: v.array(v.string()),
}) satisfies v.GenericSchema<Compared>;

const MacroResult = v.object({
  done: v.number(),
  failed: v.optional(
    v.object({ act: v.picklist(["reply", "say", "note", "transfer", "release", "close"]), error: Refusal }),
  ),
}) satisfies v.GenericSchema<MacroOutcome, unknown>;

const requests = {
  hello: { input: Nothing, value: Welcomed },
  open: { input: OpenConversation, value: Opened },
  leave: { input: OneConversation, value: Nothing },
  sync: { input: AgentSync, value: LogPage },
  history: { input: AgentHistory, value: LogPage },
  heads: { input: Heads, value: Answered },
  send: { input: AgentMessage, value: Receipt },
  note: { input: AgentNote, value: Receipt },
  claim: { input: ClaimConversation, value: Receipt },
  release: { input: ReleaseConversation, value: Receipt },
  decline: { input: InConversation, value: Receipt },
  transfer: { input: TransferConversation, value: Receipt },
  close: { input: CloseConversation, value: Receipt },
  tag: { input: TagConversation, value: Receipt },
  merge: { input: MergeConversation, value: Receipt },
  snooze: { input: SnoozeConversation, value: Receipt },
  wake: { input: InConversation, value: Receipt },
  planned: { input: OneConversation, value: v.object({ planned: v.array(Planned) }) },
  plan: { input: Plan, value: Planned },
  unplan: { input: Unplan, value: Nothing },
  files: { input: OneConversation, value: FilesTicket },
  ways: { input: OneConversation, value: v.object({ ways: v.array(Way) }) },
  waits: { input: Nothing, value: v.object({ waits: byName(v.string(), Wait) }) },
  suggest: { input: OneConversation, value: Suggestions },
  articles: { input: ArticleSearch, value: FoundArticles },
  macro: { input: RunMacro, value: MacroResult },
  ...liveRequests,
  resend: { input: ResendMessage, value: Nothing },
  availability: { input: SetAvailability, value: Nothing },
};

const notices = { read: ReadIn, typing: v.object({ ...OneConversation.entries, on: v.boolean() }) };

const pushes = {
  event: ConversationEvent,
  item: InboxItem,
  typing: TypingSchema,
  viewers: v.object({ ...OneConversation.entries, agents: v.array(AgentRef) }),
  read: ReadIn,
  presence: v.array(Presence),
  online: Attendance,
  page: Visit,
  mention: Mention,
  delivery: Delivery,
  training: TrainingStatus,
  drain: DrainSchema,
} satisfies Covers<AgentPushes>;

/** Namespace `/agent` (SPEC, "Console requests", "Console pushes"). A request that is missing does not compile. */
export const agentWire: Wire = { auth: AgentAuth, ...whole<AgentEvents>()({ requests, notices }), pushes };
