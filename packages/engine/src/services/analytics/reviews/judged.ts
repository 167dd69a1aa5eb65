import {
  type AgentRef,
  ChatError,
  type ReviewAnswers,
  type ReviewSection,
  scoreOf,
  unansweredOf,
} from "@parley/protocol";
import { grouped } from "../counts.ts";
import type { Episode } from "../episode.ts";
import type { StoredReview } from "./stored.ts";

/** The inboxes that somebody sees, if not all. */
export type Within = readonly string[] | undefined;
export type EpisodeOf = (conversationId: string, episode: number | undefined) => Promise<Episode | undefined>;

export const unseen = () =>
  new ChatError("forbidden", "This is of an inbox that you do not see.", { details: { reason: "inbox" } });

/** What answers come to. Throws `invalid` where a question has none. */
export function judged(of: readonly ReviewSection[], answers: ReviewAnswers) {
  if (of.length === 0) throw new ChatError("invalid", "There are no criteria yet.");
  const [missing] = unansweredOf(of, answers);
  if (missing) throw new ChatError("invalid", "Every question needs an answer.", { details: { question: missing.id } });
  const score = scoreOf(of, answers);
  if (!score) throw new ChatError("invalid", "A review needs an answer that counts.");
  return score;
}

/** Those that somebody may see: of what two review, others' only once there are two. */
export function seenBy(found: readonly StoredReview[], by: AgentRef, inboxIds: Within): StoredReview[] {
  const counts = new Map([...grouped(found, ({ item }) => item)].map(([item, all]) => [item, all.length]));
  return found.filter(
    ({ item, calibration, reviewer, inboxId, agent }) =>
      (agent.id === by.id || (inboxIds?.includes(inboxId) ?? true)) &&
      (!calibration || reviewer.id === by.id || (counts.get(item) ?? 0) > 1),
  );
}

interface Part {
  conversationId: string;
  episode?: number | undefined;
  agentId: string;
}

/** An agent's part of an episode. Throws where there is none, or it is of an inbox that is not seen. */
export async function partOf(episodeOf: EpisodeOf, asked: Part, within: Within) {
  const episode = await episodeOf(asked.conversationId, asked.episode);
  const agent = episode?.agents.find(({ id }) => id === asked.agentId);
  if (!episode || !agent) throw new ChatError("notFound", "This agent had no part in this conversation.");
  const inboxId = episode.where?.inboxId ?? "web";
  if (!(within?.includes(inboxId) ?? true)) throw unseen();
  return { episode, agent: { id: agent.id, name: agent.name }, inboxId };
}
