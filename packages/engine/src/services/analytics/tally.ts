import type { Report } from "@parley/protocol";
import { type Episode, isDecided, leftWaiting, resolvedByBot } from "./episode.ts";
import { increase, mostFirst, percentile } from "./counts.ts";
import { createMeasures } from "./measures.ts";
import { DAY, daysFrom, stepsFrom } from "./days.ts";

interface AgentTally {
  name: string;
  /** Conversations, however often each was claimed. */
  claimed: number;
  messages: number;
  scores: number[];
}

const HOUR = 3_600_000;
/** Ranges up to this are shown by the hour. */
const SHORT_RANGE = 2 * DAY;
/** Entries of the lists of what was asked most. */
const TOP = 20;

export interface Range {
  from: number;
  to: number;
  /** IANA name of the asker's time zone, in which days begin at midnight. */
  zone?: string | undefined;
}

/** Adds up episodes, in any order, to a report. Hours are counted from `from`. */
export function createTally({ from, to, zone }: Range, now: number) {
  const starts = to - from <= SHORT_RANGE ? stepsFrom({ from, to }, HOUR) : daysFrom({ from, to }, zone);
  const traffic = starts.map((at) => ({ at, conversations: 0, escalated: 0 }));
  const totals = { conversations: 0, messages: 0, decided: 0, resolved: 0, escalated: 0, waiting: 0, left: 0 };
  const waits: number[] = [];
  const measures = createMeasures(now);
  const distribution = [0, 0, 0, 0, 0];
  const reasons = new Map<string, number>();
  const intents = new Map<string, number>();
  const questions = new Map<string, { text: string; count: number }>();
  const agents = new Map<string, AgentTally>();

  function addTraffic(episode: Episode): void {
    const escalated = episode.queuedAt === undefined ? 0 : 1;
    totals.escalated += escalated;
    const bucket = traffic.findLast(({ at }) => at <= episode.openedAt);
    if (!bucket) return;
    bucket.conversations++;
    bucket.escalated += escalated;
  }

  function addAgents({ agents: shares, lastAgent, score }: Episode): void {
    for (const { id, name, claimed, messages } of shares) {
      const before = agents.get(id) ?? { name, claimed: 0, messages: 0, scores: [] };
      const scores = id === lastAgent && score !== undefined ? [...before.scores, score] : before.scores;
      agents.set(id, {
        name,
        claimed: before.claimed + Math.min(1, claimed),
        messages: before.messages + messages,
        scores,
      });
    }
  }

  return {
    add(episode: Episode): void {
      measures.add(episode);
      totals.conversations++;
      totals.messages += episode.visitorMessages + episode.botMessages + episode.agentMessages;
      if (isDecided(episode, now)) totals.decided++;
      if (resolvedByBot(episode, now)) totals.resolved++;
      addTraffic(episode);
      addAgents(episode);
      waits.push(...episode.waits);
      if (leftWaiting(episode)) totals.left++;
      if (episode.waitingSince > 0) {
        totals.waiting++;
        // So far; to leave them out would make waiting look the shorter, the longer it takes.
        waits.push(Math.max(0, now - episode.waitingSince));
      }
      if (episode.score !== undefined) distribution[episode.score - 1] = (distribution[episode.score - 1] ?? 0) + 1;
      if (episode.reason !== undefined) increase(reasons, episode.reason);
      for (const { intent, count } of episode.intents) increase(intents, intent, count);
      for (const text of episode.unanswered) addQuestion(questions, text);
    },

    report(): Report {
      const { conversations, messages, decided, resolved, escalated, waiting, left } = totals;
      const ascending = waits.sort((one, other) => one - other);
      const rated = distribution.reduce((sum, count) => sum + count, 0);
      const stars = distribution.reduce((sum, count, index) => sum + count * (index + 1), 0);
      return {
        from,
        to,
        conversations,
        messages,
        decided,
        botResolvedShare: decided === 0 ? 0 : resolved / decided,
        escalated,
        escalationReasons: mostFirst(reasons),
        waiting: {
          median: percentile(ascending, 0.5),
          p90: percentile(ascending, 0.9),
          longest: ascending.at(-1) ?? 0,
          count: ascending.length,
          now: waiting,
          left,
        },
        ratings: { count: rated, average: rated === 0 ? 0 : stars / rated, distribution },
        topIntents: mostFirst(intents).slice(0, TOP),
        unanswered: [...questions.values()]
          .sort((one, other) => other.count - one.count)
          .slice(0, TOP)
          .map(({ text, count }) => ({ key: text, count })),
        agents: [...agents]
          .map(([id, { scores, ...tally }]) => ({ id, ...tally, rating: mean(scores) }))
          .sort((one, other) => other.claimed - one.claimed || other.messages - one.messages),
        traffic,
        ...measures.report(),
      };
    },
  };
}

/** The same question with other capitals, spaces or marks at the end is the same question. */
function addQuestion(questions: Map<string, { text: string; count: number }>, text: string): void {
  const key = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/[\s.!?。！？…~]+$/, "");
  const before = questions.get(key);
  questions.set(key, { text: before?.text ?? text, count: (before?.count ?? 0) + 1 });
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
