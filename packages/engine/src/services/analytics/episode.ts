import {
  type AgentRef,
  type Author,
  type ConversationEvent,
  type EscalationReason,
  type Insight,
  type MessageEvent,
  withoutSurveyLinks,
} from "@parley/protocol";
import { beginMeasured, measure, type Measured } from "./measured.ts";
import { beginWork, type Work, workOn } from "./scorecards/work.ts";
import type { Doc } from "../../store/store.ts";

export interface IntentCount {
  intent: string;
  count: number;
}

export interface AgentShare extends AgentRef {
  claimed: number;
  messages: number;
}

/** Where a conversation is, which no event of it says. */
export interface Where {
  inboxId: string;
  channel: string;
  locale: string;
}

/** What happened in one episode of a conversation, as far as its events up to `seq` tell. */
export interface Episode extends Doc {
  conversationId: string;
  episode: number;
  /** The last event that is counted in. */
  seq: number;
  openedAt: number;
  lastAt: number;
  closedAt?: number;
  queuedAt?: number;
  /** Why it first went to people. */
  reason?: EscalationReason;
  /** Since when it waits for an agent now; 0 if it does not. */
  waitingSince: number;
  /** Milliseconds from queued to claimed, each time. */
  waits: number[];
  agents: AgentShare[];
  /** The agent who had it last: a rating is his. */
  lastAgent?: string;
  score?: number;
  /** What they said with it, and when. Counted by a version before it is not known. */
  comment?: string;
  ratedAt?: number;
  /** Whether the last answer that was judged had helped. */
  helpful?: boolean;
  visitorMessages: number;
  botMessages: number;
  /** Messages of the bot that answered something. */
  answers: number;
  agentMessages: number;
  intents: IntentCount[];
  /** The visitor's latest words, to know what an answer was to. */
  asked: { id: string; text: string }[];
  /** Questions to which the bot had no answer. */
  unanswered: string[];
  /** Absent where it is not known any more: counted by a version before, and erased since. */
  measured?: Measured;
  /** What its agents did; absent as above. */
  work?: Work;
  where?: Where;
}

/** Questions kept of one episode, and characters of each: enough to see what was missing. */
const MAX_UNANSWERED = 20;
const MAX_QUESTION = 200;
const MAX_COMMENT = 500;
const RECENT_WORDS = 5;

/** What is left of people's words once they are erased. */
export const WORDLESS = { asked: [], unanswered: [], comment: "" } satisfies Partial<Episode>;

export const withoutWords = (episode: Episode): Episode => ({ ...episode, ...WORDLESS });

/** An episode that begins with this event, before the event itself is counted in. */
export function beginEpisode({ conversationId, seq, at, type }: ConversationEvent, episode: number): Episode {
  return {
    _id: `${conversationId}/${episode}`,
    conversationId,
    episode,
    seq: seq - 1,
    // Of a conversation that was erased before anybody counted it nothing is known: no report shows it.
    openedAt: type === "erased" ? 0 : at,
    ...(type !== "erased" && { measured: beginMeasured(seq - 1), work: beginWork(seq - 1) }),
    lastAt: at,
    waitingSince: 0,
    waits: [],
    agents: [],
    visitorMessages: 0,
    botMessages: 0,
    answers: 0,
    agentMessages: 0,
    intents: [],
    asked: [],
    unanswered: [],
  };
}

/** The episode after one more event. Pure. Events at or below its `seq` change nothing. */
export function countEvent(episode: Episode, event: ConversationEvent): Episode {
  if (event.seq <= episode.seq) return episode;
  const measured = isMeasured(episode) ? { measured: measure(episode.measured, event) } : {};
  const work = isWorked(episode) ? { work: workOn(episode.work, event) } : {};
  const lastAt = Math.max(episode.lastAt, event.at);
  return { ...episode, seq: event.seq, lastAt, ...measured, ...work, ...whatChanges(episode, event) };
}

/** Whether all that is counted is measured too. */
export const isMeasured = (episode: Episode): episode is Episode & { measured: Measured } =>
  episode.measured?.to === episode.seq;

/** Whether it is known what its agents did. */
export const isWorked = (episode: Episode): episode is Episode & { work: Work } => episode.work?.to === episode.seq;

function whatChanges(episode: Episode, event: ConversationEvent): Partial<Episode> {
  switch (event.type) {
    case "message":
      return countMessage(episode, event);
    case "queued": {
      const waits = wait(episode, event.at, event.reason);
      return { ...waits, ...countInsight(episode, event.insight, event.reason === "unsure") };
    }
    case "claimed":
      return claim(episode, event.agent, event.at);
    case "released":
      // Who waits already and is handed to another team goes on waiting.
      return event.to === "queue" ? wait(episode, episode.waitingSince || event.at, "policy") : { waitingSince: 0 };
    case "closed":
      return { closedAt: event.at, waitingSince: 0, asked: [] };
    case "rated":
      return { score: event.score, comment: (event.comment ?? "").slice(0, MAX_COMMENT), ratedAt: event.at };
    case "judged":
      return { helpful: event.helpful };
    case "erased":
      return WORDLESS;
    default:
      return {};
  }
}

const NO_QUESTIONS: ReadonlySet<MessageEvent["content"]["type"]> = new Set(["file", "place", "filled"]);

function countMessage(episode: Episode, event: MessageEvent): Partial<Episode> {
  switch (event.author.kind) {
    case "visitor": {
      // A file's name is no question, nor is where somebody is, or what they write of themselves in a form.
      if (NO_QUESTIONS.has(event.content.type)) return { visitorMessages: episode.visitorMessages + 1 };
      const words = { id: event.id, text: withoutSurveyLinks(event.content.text).slice(0, MAX_QUESTION) };
      const asked = [...episode.asked.slice(1 - RECENT_WORDS), words];
      return { visitorMessages: episode.visitorMessages + 1, asked };
    }
    case "bot": {
      const decision = event.insight?.decision;
      const answered = decision === "answer" || decision === "article";
      return {
        botMessages: episode.botMessages + 1,
        answers: episode.answers + (answered ? 1 : 0),
        ...countInsight(episode, event.insight, decision === "offer" || decision === "clarify"),
      };
    }
    case "agent": {
      const agents = share(episode.agents, event.author, { messages: 1 });
      return { agentMessages: episode.agentMessages + 1, agents, lastAgent: event.author.id };
    }
    case "system":
      return {};
  }
}

function countInsight(episode: Episode, insight: Insight | undefined, unanswered: boolean): Partial<Episode> {
  if (!insight) return {};
  const question = episode.asked.find(({ id }) => id === insight.replyTo)?.text;
  const missed = unanswered && question !== undefined && episode.unanswered.length < MAX_UNANSWERED;
  const intent = insight.decision === "answer" ? insight.understanding.intents[0]?.intent : undefined;
  return {
    ...(missed && { unanswered: [...episode.unanswered, question] }),
    ...(intent !== undefined && { intents: addIntent(episode.intents, intent) }),
  };
}

function addIntent(intents: readonly IntentCount[], intent: string): IntentCount[] {
  const count = 1 + (intents.find((known) => known.intent === intent)?.count ?? 0);
  return [...intents.filter((known) => known.intent !== intent), { intent, count }];
}

function wait(episode: Episode, at: number, reason: EscalationReason): Partial<Episode> {
  return { queuedAt: episode.queuedAt ?? at, reason: episode.reason ?? reason, waitingSince: at };
}

function claim(episode: Episode, agent: AgentRef, at: number): Partial<Episode> {
  const { waitingSince } = episode;
  const waits = waitingSince > 0 ? [...episode.waits, Math.max(0, at - waitingSince)] : episode.waits;
  const agents = share(episode.agents, agent, { claimed: 1 });
  return { waits, waitingSince: 0, agents, lastAgent: agent.id };
}

type Agent = AgentRef | Extract<Author, { kind: "agent" }>;

function share(agents: readonly AgentShare[], { id, name }: Agent, more: { claimed?: number; messages?: number }) {
  const known = agents.find((agent) => agent.id === id) ?? { claimed: 0, messages: 0 };
  const claimed = known.claimed + (more.claimed ?? 0);
  const messages = known.messages + (more.messages ?? 0);
  return [...agents.filter((agent) => agent.id !== id), { id, name, claimed, messages }];
}

/** Milliseconds without a word after which a visitor who was answered is taken to be content. */
export const QUIET = 30 * 60_000;

const isOver = ({ closedAt, lastAt }: Episode, now: number) => closedAt !== undefined || lastAt <= now - QUIET;
const neededPerson = ({ queuedAt, agents }: Episode) => queuedAt !== undefined || agents.length > 0;

/** Whether it is known if the bot did it alone: it is over, or a person was needed. */
export function isDecided(episode: Episode, now: number): boolean {
  return isOver(episode, now) || neededPerson(episode);
}

/** Whether the bot did it alone: it answered, nobody was needed, it is over, and the last judgement was not bad. */
export function resolvedByBot(episode: Episode, now: number): boolean {
  const { answers, helpful } = episode;
  return isOver(episode, now) && answers > 0 && !neededPerson(episode) && helpful !== false;
}

/** Whether they waited for a person and nobody came. */
export function leftWaiting({ queuedAt, waits, waitingSince }: Episode): boolean {
  return queuedAt !== undefined && waits.length === 0 && waitingSince === 0;
}
