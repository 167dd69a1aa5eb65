import * as v from "valibot";
import type { CopilotEvents } from "./copilot.ts";
import { AgentContent } from "./content.ts";
import { Id } from "./text.ts";
import { Conversation } from "./conversation.ts";
import type { ReplyWindow } from "./reply-window.ts";
import type { Delivery } from "./delivery.ts";
import type { Reply } from "./errors.ts";
import type { LiveEvents } from "./live.ts";
import type { AgentRef, ConversationEvent } from "./event.ts";
import type { FilesTicket } from "./file.ts";
import { Desk } from "./desk/desk.ts";
import type { CloseConversation, MergeConversation, SnoozeConversation, TagConversation } from "./desk/asks.ts";
import type { Plan, Planned, Unplan } from "./desk/planned.ts";
import type { Presence, SetAvailability } from "./presence.ts";
import { Promised } from "./sla.ts";
import { ROLES } from "./roles.ts";
import type { TrainingStatus } from "./training-status.ts";
import { byName } from "./variant.ts";
import type { Wait } from "./wait.ts";
import type { Way } from "./way.ts";
import { Version } from "./version.ts";
import { type LogPage, Page, Profile, type ReadMarker, type ReadTo, type Receipt, type Typing } from "./visitor.ts";

/** Socket.IO namespace of the console. The session cookie says who connects. */
export const AGENT_NAMESPACE = "/agent";

export const Role = v.picklist(ROLES);
export type Role = v.InferOutput<typeof Role>;

export const AgentAuth = v.object({ protocol: Version });
export type AgentAuth = v.InferOutput<typeof AgentAuth>;

/** Who writes to us. `profile` is what the site or the visitor says; what `proven` does not name may be anybody's word. */
export const Visitor = v.object({
  id: v.string(),
  /** The inbox through which they reach us. Absent: `FIRST_INBOX`. */
  inboxId: v.optional(v.string()),
  profile: Profile,
  /** What of the profile the site has proven, `attributes.plan` for an attribute (SPEC I2). Absent: nothing. */
  proven: v.optional(v.array(v.string())),
  locale: v.string(),
  page: v.optional(Page),
  browser: v.optional(v.string()),
  firstSeenAt: v.number(),
  lastSeenAt: v.number(),
});
export type Visitor = v.InferOutput<typeof Visitor>;

/** A conversation as the inbox lists it. */
export const InboxItem = v.object({
  conversation: Conversation,
  visitor: Visitor,
  /** The last words anybody said. */
  preview: v.optional(v.object({ seq: v.number(), by: v.string(), text: v.string(), at: v.number() })),
  desk: v.optional(Desk),
  /** What is promised, by the service level; absent where nothing is. Visitors never hear of it. */
  promises: v.optional(v.array(Promised)),
  /** How the visitor feels, as far as the bot understood their words last (E10). Visitors never hear of it. */
  mood: v.optional(v.picklist(["angry", "displeased", "pleased"])),
});
export type InboxItem = v.InferOutput<typeof InboxItem>;

/** Conversations whose visitors came, and left, since. */
export const Attendance = v.object({ came: v.array(v.string()), left: v.array(v.string()) });
export type Attendance = v.InferOutput<typeof Attendance>;

/** What the visitor of a conversation looks at now. */
export const Visit = v.object({ conversationId: v.string(), page: Page });
export type Visit = v.InferOutput<typeof Visit>;

export interface AgentWelcome {
  me: { id: string; name: string; email: string; role: Role; inboxes?: string[] | undefined };
  /** Those that one sees, by name. */
  inboxes: { id: string; name: string }[];
  /** Teams that conversations can be handed to; absent where there are none. */
  teams?: { id: string; name: string }[] | undefined;
  /** At most 500 who wait, longest first; of the others those that changed last: 500 with agents, 200 with the bot, 50 closed. */
  inbox: InboxItem[];
  /** Conversations of the inbox whose visitors are there. */
  online: string[];
  presence: Presence[];
  /** Notes that name one and that one has not read, the newest first; at most 50. */
  mentions: Mention[];
}

export const OpenConversation = v.object({
  conversationId: v.string(),
  after: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
export type OpenConversation = v.InferOutput<typeof OpenConversation>;

export interface OpenedConversation {
  item: InboxItem;
  page: LogPage;
  read: ReadTo;
  /** Agents who have it on their screen, the asker among them. */
  viewers: AgentRef[];
  /** Whether the visitor is there. */
  online: boolean;
  /** Where the messages of the page stand that had to be sent out of the house (SPEC X3); absent on the web. */
  deliveries?: Delivery[] | undefined;
  /** When the visitor may be written to, where their platform limits that (SPEC X6). */
  window?: ReplyWindow | undefined;
}

export const InConversation = v.object({ conversationId: v.string(), id: Id });
export type InConversation = v.InferOutput<typeof InConversation>;

export const ClaimConversation = v.object({
  ...InConversation.entries,
  /** Takes over from this agent, for who supervises; without it only what no agent holds can be claimed. */
  from: v.optional(v.string()),
  /** Why they take over. The team sees it. */
  because: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
});
export type ClaimConversation = v.InferOutput<typeof ClaimConversation>;

export const AgentMessage = v.object({ ...InConversation.entries, content: AgentContent });
export type AgentMessage = v.InferOutput<typeof AgentMessage>;

export const AgentNote = v.object({
  ...InConversation.entries,
  text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(4000)),
});
export type AgentNote = v.InferOutput<typeof AgentNote>;

export const ResendMessage = v.object({
  conversationId: v.string(),
  messageId: v.pipe(v.string(), v.maxLength(80)),
});
export type ResendMessage = v.InferOutput<typeof ResendMessage>;

export const ReleaseConversation = v.object({
  ...InConversation.entries,
  to: v.picklist(["bot", "queue"]),
  /** Who of the queue is to take it: the id of a team. */
  team: v.optional(v.pipe(v.string(), v.maxLength(64))),
  /** What they should know; visitors never see it. */
  note: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(4000))),
});
export type ReleaseConversation = v.InferOutput<typeof ReleaseConversation>;

export const TransferConversation = v.object({ ...InConversation.entries, agentId: v.string() });
export type TransferConversation = v.InferOutput<typeof TransferConversation>;

export const AgentSync = v.object({
  conversationId: v.string(),
  after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type AgentSync = v.InferOutput<typeof AgentSync>;

export const AgentHistory = v.object({
  conversationId: v.string(),
  before: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
});
export type AgentHistory = v.InferOutput<typeof AgentHistory>;

/** Last event numbers the console knows, by conversation; the answer has only what is behind. */
export const Heads = v.object({ heads: byName(v.string(), v.number()) });
export type Heads = v.InferOutput<typeof Heads>;

export interface Compared {
  items: InboxItem[];
  /** Conversations of the list, and of those that were named, whose visitors are there. */
  online: string[];
}

type Ask<I, O> = (input: I, reply: (answer: Reply<O>) => void) => void;

/** What a console's socket may send. */
export interface AgentEvents extends CopilotEvents, LiveEvents {
  hello: Ask<Record<string, never>, AgentWelcome>;
  open: Ask<OpenConversation, OpenedConversation>;
  leave: Ask<{ conversationId: string }, Record<string, never>>;
  sync: Ask<AgentSync, LogPage>;
  history: Ask<AgentHistory, LogPage>;
  /** Of what `hello` lists: conversations that moved past these heads, and any the asker does not know. */
  heads: Ask<Heads, Compared>;
  send: Ask<AgentMessage, Receipt>;
  note: Ask<AgentNote, Receipt>;
  /** Fails with `conflict` and `details.agent` if another agent was first. */
  claim: Ask<ClaimConversation, Receipt>;
  release: Ask<ReleaseConversation, Receipt>;
  /** Does not take what one is offered. */
  decline: Ask<v.InferOutput<typeof InConversation>, Receipt>;
  transfer: Ask<TransferConversation, Receipt>;
  close: Ask<CloseConversation, Receipt>;
  tag: Ask<TagConversation, Receipt>;
  snooze: Ask<SnoozeConversation, Receipt>;
  /** Closes it, for it goes on in another conversation of the same contact. */
  merge: Ask<MergeConversation, Receipt>;
  /** Ends what `snooze` began. */
  wake: Ask<InConversation, Receipt>;
  /** What one has planned in a conversation; who supervises hears of all. */
  planned: Ask<{ conversationId: string }, { planned: Planned[] }>;
  plan: Ask<Plan, Planned>;
  unplan: Ask<Unplan, Record<string, never>>;
  /** A ticket for sending and reading files of a conversation. */
  files: Ask<{ conversationId: string }, FilesTicket>;
  /** How long those who wait in inboxes that one sees are likely to, by conversation; nothing of whom nothing can be said (SPEC H19). */
  waits: Ask<Record<string, never>, { waits: Record<string, Wait> }>;
  /** Where else the contact of a conversation can be answered, that one among them: where they wrote last comes first. */
  ways: Ask<{ conversationId: string }, { ways: Way[] }>;
  /** Sends a message once more that was blocked or failed. */
  resend: Ask<ResendMessage, Record<string, never>>;
  availability: Ask<SetAvailability, Record<string, never>>;
  read: (marker: ReadMarker & { conversationId: string }) => void;
  typing: (typing: { conversationId: string; on: boolean }) => void;
}

/** A colleague's note that names a member, or what they wanted to be called for. */
export const Mention = v.object({
  conversationId: v.string(),
  /** Number of the note. */
  seq: v.number(),
  /** Name of who wrote it. */
  by: v.string(),
  /** It is no note: what they had put aside is back, it is time for what they planned, or that could not be sent; a promise is nearly due, or missed; a task of theirs wants them. */
  about: v.optional(v.picklist(["woken", "reminded", "failed", "near", "missed", "task"])),
  text: v.string(),
  at: v.number(),
});
export type Mention = v.InferOutput<typeof Mention>;

/** What the engine may send to a console's socket. */
export interface AgentPushes {
  /** An event of a conversation that this console has open. */
  event: (event: ConversationEvent) => void;
  /** The newest of a conversation, for the list. Older than what you have (by `conversation.seq`): ignore it. */
  item: (item: InboxItem) => void;
  typing: (typing: Typing) => void;
  viewers: (viewers: { conversationId: string; agents: AgentRef[] }) => void;
  read: (marker: ReadMarker & { conversationId: string }) => void;
  presence: (presence: Presence[]) => void;
  /** Visitors came or left; at most 500 conversations. */
  online: (moved: Attendance) => void;
  /** Of a conversation that this console has open. */
  page: (visit: Visit) => void;
  mention: (mention: Mention) => void;
  /** Of a conversation that this console has open. Older than what you have (by `version`): ignore it. */
  delivery: (delivery: Delivery) => void;
  training: (training: TrainingStatus) => void;
  drain: (drain: { in: number }) => void;
}
