import type { Hours, RoutingSettings } from "@parley/protocol";
import { isOpen } from "../../../team-hours.ts";
import type { Head } from "../head.ts";
import { createNeeds, languageIn } from "./needs.ts";
import type { RoutableAgent, RoutingPolicy, Waiting, World } from "./world.ts";

/** An agent who has a console open. */
export interface PresentAgent {
  id: string;
  name: string;
  /** Whether they take conversations. */
  takes: boolean;
  inboxes?: string[] | undefined;
}

/** What an agent has. */
export interface Having {
  load: number;
  /** When they were given something last. */
  givenAt: number;
  /** Whether they are asked to take something. */
  isAsked: boolean;
}

export interface Known {
  now: number;
  settings: RoutingSettings;
  /** Conversations that an agent may have at once, where nothing else is said. */
  capacity: number;
  agents: readonly PresentAgent[];
  having: ReadonlyMap<string, Having>;
  /** Who waits and is offered to nobody, with since when they have their place, and until when they are promised a reply. */
  heads: readonly { head: Head; since: number; due?: number | undefined }[];
  /** Conversations of VIPs. */
  vips: ReadonlySet<string>;
}

const MINUTE = 60_000;
/** Milliseconds after which who did not take a conversation may be asked again. */
const AGAIN = 5 * MINUTE;
/** Milliseconds after which room is kept for what needs more than anybody has left. */
const RESERVE_AFTER = 5 * MINUTE;
/** More than anybody has, where there is no limit. */
export const UNLIMITED = 1_000_000;

/** The world that `assign` decides on, from what is stored and who is there. Pure. */
export function worldOf(known: Known): World {
  const { now, settings } = known;
  const needs = createNeeds(settings);
  const waiting = known.heads.map((one) => waitingOf(one, needs, known));
  const spoken = [...new Set(waiting.flatMap(({ need }) => need.language ?? []))];
  return {
    now,
    waiting,
    agents: known.agents.map((agent) => agentOf(agent, spoken, known)),
    policy: policyOf(settings, now),
  };
}

function waitingOf(
  { head: { conversation, given, service }, since, due }: Known["heads"][number],
  needs: ReturnType<typeof createNeeds>,
  { now, vips }: Known,
): Waiting {
  const { id, state } = conversation;
  const passed = state.status === "queued" ? (state.passed ?? []) : [];
  const declined = passed.filter(({ at }) => now - at < AGAIN).map(({ agentId }) => agentId);
  const { need, priority } = needs(conversation);
  return {
    id,
    need,
    priority: Math.max(priority, service?.priority ?? 0),
    since,
    ...(due !== undefined && { due }),
    ...(vips.has(id) && { vip: true }),
    ...(given && { last: given.agentId }),
    ...(declined.length > 0 && { declined }),
  };
}

const NOTHING: Having = { load: 0, isAsked: false, givenAt: 0 };

function agentOf({ id, takes, inboxes }: PresentAgent, spoken: readonly string[], known: Known): RoutableAgent {
  const { settings, now } = known;
  const { capacity = known.capacity, skills = {}, languages, hours } = settings.agents[id] ?? {};
  const has = known.having.get(id) ?? NOTHING;
  return {
    id,
    takes: takes && isFree(has, settings) && isOnShift(hours, now),
    capacity,
    load: has.load,
    idleSince: has.givenAt,
    teams: settings.teams.filter(({ members }) => members.includes(id)).map((team) => team.id),
    skills,
    languages: languages?.map(languageIn) ?? spoken,
    ...(inboxes && { inboxes }),
  };
}

/** One thing at a time is asked of somebody. */
const isFree = ({ isAsked }: Having, { mode }: RoutingSettings) => mode !== "offer" || !isAsked;

const isOnShift = (hours: Hours | undefined, now: number) => !hours || isOpen(hours, now);

function policyOf({ teams, ...settings }: RoutingSettings, now: number): RoutingPolicy {
  return {
    order: settings.order ?? "oldest",
    tie: settings.tie,
    keepsSpecialists: settings.keepsSpecialists,
    lastFor: settings.lastAgentMinutes * MINUTE,
    ageing: settings.ageingMinutes * MINUTE,
    reserveAfter: RESERVE_AFTER,
    closed: teams.filter(({ hours }) => hours && !isOpen(hours, now)).map(({ id }) => id),
    overflow: teams.flatMap(({ id, overflow = [] }) =>
      overflow.map(({ to, afterMinutes }) => ({ team: id, after: afterMinutes * MINUTE, to })),
    ),
  };
}
