import type { Conversation, ConversationEvent, Desk, PromiseOf } from "@parley/protocol";

/** A promise of an episode that is over, kept or not. */
export interface Done {
  of: PromiseOf;
  from: number;
  to: number;
  /** Who answered, or had it at the end. */
  agentId?: string;
}

/** What of an episode says what was promised and when: folded from its events, since a person was wanted. */
export interface ServiceFacts {
  /** Since when a person was wanted, or came by themselves. */
  wantedAt: number;
  /** Why it went to people, what the bot took the problem for, and the team that it was handed to. */
  reason?: string;
  topic?: string;
  team?: string;
  /** When a person first answered. */
  repliedAt?: number;
  /** Since when the next answer is awaited. */
  askedAt?: number;
  /** When nobody's time counted: the visitor was awaited, or it was put aside. */
  pauses: [number, number][];
  pausedAt?: number;
  /** What was recorded of what still counts, as `missed:nextReply`. */
  told: string[];
  /** How urgent it has become. */
  priority?: number;
  done: Done[];
  endedAt?: number;
}

/** So many are kept of an episode; who reads them is there within seconds. */
const DONE = 20;
const PAUSES = 60;

interface Step {
  event: ConversationEvent;
  before: Conversation;
  after: Conversation;
  /** Whether it is put aside after the event. */
  asleep: boolean;
}

/** What is known after one more event. Pure. */
export function serviceAfter(known: ServiceFacts | undefined, step: Step): ServiceFacts | undefined {
  const { event, before } = step;
  if (event.type === "opened" || event.type === "erased") return undefined;
  if (known?.endedAt !== undefined) return known;
  const service = known ?? begun(before, event);
  return service && paused(changed(service, step), step);
}

/** What is known of one that may have been written by a version before, which kept nothing. */
export function serviceOf({ conversation, service, desk }: Serving): ServiceFacts | undefined {
  if (service || desk?.snoozed) return service;
  const begun = begunIn(conversation);
  return begun && isAwaited(begun, conversation) ? { ...begun, pausedAt: conversation.updatedAt } : begun;
}

interface Serving {
  conversation: Conversation;
  service?: ServiceFacts | undefined;
  desk?: Desk | undefined;
}

function begun(before: Conversation, { type, at }: ConversationEvent): ServiceFacts | undefined {
  return begunIn(before) ?? (type === "queued" || type === "claimed" ? { wantedAt: at, ...none() } : undefined);
}

const none = () => ({ pauses: [], told: [], done: [] });

/** A version before kept nothing: what is on then began when it went to people, or to who has it. */
function begunIn({ state }: Conversation): ServiceFacts | undefined {
  if (state.status === "queued") return { wantedAt: state.since, reason: state.reason, ...none() };
  if (state.status === "agent") {
    const asked = state.unansweredSince === undefined ? {} : { askedAt: state.unansweredSince };
    return { wantedAt: state.since, repliedAt: state.since, ...asked, ...none() };
  }
  return undefined;
}

function changed(service: ServiceFacts, step: Step): ServiceFacts | undefined {
  const { event, before } = step;
  switch (event.type) {
    case "queued": {
      const { reason, handover } = event;
      const topic = handover?.guess?.intent;
      return asked({ ...service, reason, ...(topic !== undefined && { topic }) }, event.at);
    }
    case "released":
      return released(service, event);
    case "message":
      return said(service, event);
    case "closed":
      return ended(service, event.at, before);
    case "promise": {
      const told = [...service.told, `${event.is}:${event.of}`];
      const priority = event.priority === undefined ? {} : { priority: event.priority };
      return { ...service, told, ...priority };
    }
    default:
      return service;
  }
}

type Of<T extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: T }>;

/** They wait for a person's next words; the first ones are awaited since a person was wanted. */
const asked = (service: ServiceFacts, at: number): ServiceFacts =>
  service.repliedAt === undefined || service.askedAt !== undefined ? service : { ...service, askedAt: at };

function released(service: ServiceFacts, { to, team, at }: Of<"released">): ServiceFacts | undefined {
  if (to === "queue") return asked(team === undefined ? service : { ...service, team }, at);
  // No person is wanted any more.
  const { askedAt: _over, ...left } = service;
  return service.repliedAt === undefined ? undefined : withoutTold(left, "nextReply");
}

function said(service: ServiceFacts, { author, at }: Of<"message">): ServiceFacts {
  if (author.kind === "visitor") return asked(service, at);
  if (author.kind !== "agent") return service;
  const by = { to: at, agentId: author.id };
  if (service.repliedAt === undefined) {
    const first = withDone(service, { of: "firstReply", from: service.wantedAt, ...by });
    return { ...first, repliedAt: at };
  }
  if (service.askedAt === undefined) return service;
  const { askedAt: _over, ...left } = withDone(service, { of: "nextReply", from: service.askedAt, ...by });
  return withoutTold(left, "nextReply");
}

function ended(service: ServiceFacts, at: number, { state }: Conversation): ServiceFacts {
  const holder = state.status === "agent" ? { agentId: state.agent.id } : {};
  return { ...withDone(service, { of: "resolution", from: service.wantedAt, to: at, ...holder }), endedAt: at };
}

const withDone = (service: ServiceFacts, done: Done): ServiceFacts => ({
  ...service,
  done: [...service.done, done].slice(-DONE),
});

const withoutTold = (service: ServiceFacts, of: PromiseOf): ServiceFacts => ({
  ...service,
  told: service.told.filter((one) => !one.endsWith(`:${of}`)),
});

function paused(service: ServiceFacts | undefined, { event, after, asleep }: Step): ServiceFacts | undefined {
  if (!service) return undefined;
  const isPaused = asleep || isAwaited(service, after);
  if (isPaused && service.pausedAt === undefined) return { ...service, pausedAt: event.at };
  if (isPaused || service.pausedAt === undefined) return service;
  const { pausedAt, ...going } = service;
  return { ...going, pauses: joined([...service.pauses, [pausedAt, event.at]]) };
}

/** Whether it is the visitor's turn, or the bot has it again. */
const isAwaited = ({ repliedAt, askedAt, endedAt }: ServiceFacts, { state }: Conversation) =>
  endedAt === undefined &&
  (state.status === "bot" || (state.status === "agent" && repliedAt !== undefined && askedAt === undefined));

/** The first two become one as long as both where there are too many. */
function joined(pauses: [number, number][]): [number, number][] {
  const [first, second, ...others] = pauses;
  if (pauses.length <= PAUSES || !first || !second) return pauses;
  return [[second[0] - (first[1] - first[0]), second[1]], ...others];
}
