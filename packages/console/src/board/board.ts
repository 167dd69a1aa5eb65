import { firstOf } from "../conversation/promises/standing.ts";
import { type AgentRef, type Availability, FIRST_INBOX, type InboxItem, type Presence, sees } from "@parley/protocol";

export type Mood = NonNullable<InboxItem["mood"]>;

/** Somebody of the team, with what they have. */
export interface Desk {
  agent: AgentRef;
  /** `offline`: no console of theirs is open, though conversations are still theirs. */
  availability: Availability | "offline";
  /** Those of the board, who waits longest for words first. */
  conversations: InboxItem[];
  /** How many they have in all, and may have at once if there is a limit. */
  held: number;
  capacity: number | undefined;
  /** Since when the visitor who waits longest for their words has waited; ms since 1970. */
  unansweredSince: number | undefined;
}

/** How the service stands at this moment. */
export interface Board {
  /** Who waits for a person, the longest first. */
  waiting: InboxItem[];
  /** How many are with the bot and have not left. */
  withBot: number;
  withAgents: number;
  /** How many wait longer than the workspace allows, for a person or for words. */
  overdue: number;
  /** How many promises are missed now, and nearly due; absent where nothing is promised. */
  promises?: { missed: number; near: number };
  /** Who waits, or is with somebody, by how the bot understood their words last. */
  mood: Record<Mood, number>;
  team: Desk[];
  available: number;
  /** How many more may be taken by who is available; nothing where there is no limit. */
  room: number | undefined;
}

export interface BoardParts {
  now: number;
  items: Iterable<InboxItem>;
  presence: readonly Presence[];
  /** Conversations whose visitors are there. */
  online: ReadonlySet<string>;
  /** Only this inbox. */
  inboxId?: string | undefined;
}

const ORDER = ["available", "away", "offline"];

/** The board of what a console lists. Pure. */
export function boardOf({ items, presence, online, inboxId, now }: BoardParts): Board {
  const here = [...items].filter(({ conversation }) => !inboxId || siteOf({ conversation }) === inboxId);
  const waiting = here.filter(({ conversation: { state } }) => state.status === "queued").sort(bySince);
  const withAgents = here.filter(({ conversation: { state } }) => state.status === "agent");
  const team = teamOf(
    presence.filter((one) => !inboxId || sees(one, inboxId)),
    withAgents,
  );
  const free = team.filter(({ availability }) => availability === "available");
  const isLimited = free.some(({ capacity }) => capacity !== undefined);
  return {
    waiting,
    withBot: here.filter(({ conversation: { id, state } }) => state.status === "bot" && online.has(id)).length,
    withAgents: withAgents.length,
    overdue: [...waiting, ...withAgents].filter(({ conversation: { state } }) => "overdue" in state && state.overdue)
      .length,
    ...promisesIn([...waiting, ...withAgents], now),
    mood: moodIn([...waiting, ...withAgents]),
    team,
    available: free.length,
    room: isLimited ? free.reduce((sum, { capacity = 0, held }) => sum + Math.max(0, capacity - held), 0) : undefined,
  };
}

function promisesIn(items: readonly InboxItem[], now: number): Pick<Board, "promises"> {
  const all = items.flatMap((item) => firstOf(item, now) ?? []);
  const count = (wanted: string) => all.filter(({ is }) => is === wanted).length;
  return items.some(({ promises }) => promises) ? { promises: { missed: count("missed"), near: count("near") } } : {};
}

/** Who was handed over as upset is angry, also where an engine of a version before does not say so. */
export const moodOf = ({ mood, conversation: { state } }: InboxItem): Mood | undefined =>
  mood ?? ("reason" in state && state.reason === "negative" ? "angry" : undefined);

function moodIn(items: readonly InboxItem[]): Board["mood"] {
  const all = items.map(moodOf);
  const count = (wanted: Mood) => all.filter((mood) => mood === wanted).length;
  return { angry: count("angry"), displeased: count("displeased"), pleased: count("pleased") };
}

function teamOf(presence: readonly Presence[], withAgents: readonly InboxItem[]): Desk[] {
  const desks = new Map<string, Desk>(
    presence.map(({ agent, availability, conversations, capacity }) => [
      agent.id,
      { agent, availability, conversations: [], held: conversations, capacity, unansweredSince: undefined },
    ]),
  );
  for (const item of withAgents) {
    const { state } = item.conversation;
    if (state.status !== "agent") continue;
    const { agent } = state;
    const desk = desks.get(agent.id) ?? absent(agent);
    desks.set(agent.id, desk);
    desk.conversations.push(item);
    if (desk.availability === "offline") desk.held += 1;
    desk.unansweredSince = earlier(desk.unansweredSince, unanswered(item));
  }
  for (const { conversations } of desks.values())
    conversations.sort((one, other) => (unanswered(one) ?? Infinity) - (unanswered(other) ?? Infinity));
  return [...desks.values()].sort(
    (one, other) =>
      ORDER.indexOf(one.availability) - ORDER.indexOf(other.availability) ||
      one.agent.name.localeCompare(other.agent.name),
  );
}

const absent = (agent: AgentRef): Desk => ({
  agent,
  availability: "offline",
  conversations: [],
  held: 0,
  capacity: undefined,
  unansweredSince: undefined,
});

/** The inbox that a conversation is of. */
export const siteOf = ({ conversation: { inboxId = FIRST_INBOX } }: Pick<InboxItem, "conversation">): string => inboxId;

/** Since when a visitor waits for their agent's words; nothing where the agent spoke last. */
export const unanswered = ({ preview }: InboxItem): number | undefined =>
  preview?.by === "visitor" ? preview.at : undefined;

const earlier = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

const since = ({ conversation: { state, updatedAt } }: InboxItem) =>
  state.status === "queued" ? state.since : updatedAt;
const bySince = (one: InboxItem, other: InboxItem) => since(one) - since(other);
