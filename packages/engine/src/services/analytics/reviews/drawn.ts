import { createHash } from "node:crypto";
import type { AgentRef, QualitySettings, SampleItem } from "@parley/protocol";
import { grouped } from "../counts.ts";
import { type Episode, isWorked } from "../episode.ts";

export type Sampling = QualitySettings["sampling"];
type Reasons = SampleItem["reasons"];

const WEEK = 7 * 24 * 3_600_000;
/** The first Monday of 1970, in UTC. */
const MONDAY = 4 * 24 * 3_600_000;
const MINUTE = 60_000;

/** Which week a time is in, counted from 1970. Weeks begin on Mondays, in UTC. */
export const weekOf = (at: number): number => Math.floor((at - MONDAY) / WEEK);
export const beginOf = (week: number): number => week * WEEK + MONDAY;

/** A number from 0 to 1 that is the same for the same words everywhere. */
export function chance(words: string): number {
  return createHash("sha256").update(words).digest().readUInt32BE() / 2 ** 32;
}

/** The agent with whom an episode ended; nothing if it goes on, or ended without one. */
export function endedWith(episode: Episode): AgentRef | undefined {
  if (episode.closedAt === undefined) return undefined;
  const found = episode.agents.find(({ id }) => id === episode.lastAgent);
  return found && { id: found.id, name: found.name };
}

/** Why an episode is to be reviewed whatever else was drawn. Pure. */
export function reasonsOf(episode: Episode, sampling: Sampling, wasReopened: boolean): Reasons {
  const { score, reason } = episode;
  const work = isWorked(episode) ? episode.work.agents : [];
  const held = work.reduce((sum, agent) => sum + agent.held, 0);
  const handedOn = work.some(({ passedOn }) => passedOn > 0);
  const found: [boolean, Reasons[number]][] = [
    [score !== undefined && score <= sampling.lowScore, "low"],
    [sampling.longMinutes > 0 && held > sampling.longMinutes * MINUTE, "long"],
    [sampling.escalated && (reason === "negative" || handedOn), "escalated"],
    [sampling.reopened && wasReopened, "reopened"],
  ];
  return found.flatMap(([is, why]) => (is ? [why] : []));
}

/**
 * The share of each agent's episodes of a week that is reviewed: as many as the share says, but at least so many. Pure; which they are
 * follows from their ids, so that every node draws the same, in whatever order they come.
 */
export function drawn(episodes: readonly Episode[], { share, least }: Pick<Sampling, "share" | "least">): Episode[] {
  const byAgent = grouped(episodes, (episode) => endedWith(episode)?.id);
  byAgent.delete(undefined);
  return [...byAgent.values()].flatMap((all) => {
    const most = Math.min(all.length, Math.max(Math.ceil((all.length * share) / 100), least));
    const placed = all.map((episode) => ({ episode, place: chance(episode._id) }));
    return placed
      .toSorted((one, other) => one.place - other.place || (one.episode._id < other.episode._id ? -1 : 1))
      .slice(0, most)
      .map(({ episode }) => episode);
  });
}
