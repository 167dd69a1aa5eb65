import type { Store } from "../../../store/store.ts";
import type { createFacts } from "../facts.ts";
import { type Episode } from "../episode.ts";
import { REOPENED_WITHIN } from "../scorecards/cards.ts";
import { beginOf, chance, drawn, endedWith, reasonsOf, type Sampling, weekOf } from "./drawn.ts";
import { SAMPLED_WEEKS, SAMPLES, type StoredSample } from "./stored.ts";

/** Milliseconds after which is looked again for what is to be reviewed. */
const AGAIN = 60_000;
/** Weeks that are looked through: this one and those before it. */
const WEEKS = 3;
/** Samples that are known to be stored. */
const KNOWN = 50_000;

interface SamplingParts {
  store: Store;
  facts: Pick<ReturnType<typeof createFacts>, "opened">;
  settings: () => Promise<Sampling>;
  now: () => number;
}

export const itemOf = (conversationId: string, episode: number, agentId: string): string =>
  `${conversationId}/${episode}/${agentId}`;

const whereOf = ({ where }: Episode) => where?.inboxId ?? "web";

/** What is to be reviewed: drawn when somebody asks, the same on every node, each once. */
export function createSampling({ store, facts, settings, now }: SamplingParts) {
  const samples = SAMPLES.open(store);
  const weeks = SAMPLED_WEEKS.open(store);
  let looked = -Infinity;

  function sampleOf(episode: Episode, reasons: StoredSample["reasons"], calibration: number): StoredSample | undefined {
    const agent = endedWith(episode);
    if (!agent) return undefined;
    const { conversationId, episode: number, closedAt = 0 } = episode;
    const _id = itemOf(conversationId, number, agent.id);
    const isDouble = chance(`${_id} twice`) * 100 < calibration;
    const place = { conversationId, episode: number, inboxId: whereOf(episode), agent, at: closedAt };
    return { _id, ...place, reasons, calibration: isDouble };
  }

  /** Of weeks that are over, by what held when they were first drawn. */
  async function drawWeek(week: number, episodes: readonly Episode[], sampling: Sampling): Promise<void> {
    const _id = `${week}`;
    const { share, least, calibration } = sampling;
    await weeks.insert({ _id, share, least, calibration });
    const by = (await weeks.findOne({ _id })) ?? { share, least, calibration };
    const ofWeek = episodes.filter(({ closedAt }) => closedAt !== undefined && weekOf(closedAt) === week);
    for (const episode of drawn(ofWeek, by)) await add(sampleOf(episode, ["random"], by.calibration));
  }

  /** What of the sample this process has written or found, so that only what is new costs anything at each look. */
  const known = new Map<string, StoredSample["reasons"]>();

  async function add(sample: StoredSample | undefined): Promise<void> {
    if (!sample) return;
    const isNew = (reason: StoredSample["reasons"][number]) => !known.get(sample._id)?.includes(reason);
    if (!sample.reasons.some(isNew)) return;
    if (known.size >= KNOWN) known.clear();
    known.set(sample._id, await added(sample));
  }

  /** The reasons that it has then. */
  async function added(sample: StoredSample): Promise<StoredSample["reasons"]> {
    if (await samples.insert(sample)) return sample.reasons;
    const before = (await samples.findOne({ _id: sample._id }))?.reasons ?? [];
    const more = sample.reasons.filter((reason) => !before.includes(reason));
    const reasons = [...before, ...more];
    if (more.length > 0) await samples.update({ _id: sample._id }, { $set: { reasons } });
    return reasons;
  }

  return {
    async draw(): Promise<void> {
      if (now() < looked + AGAIN) return;
      looked = now();
      const sampling = await settings();
      const current = weekOf(now());
      const first = current - WEEKS + 1;
      const ended: Episode[] = [];
      const begun = new Map<string, number>();
      for await (const page of facts.opened({ from: beginOf(first - 1), to: now() + 1 }))
        for (const episode of page) {
          begun.set(episode._id, episode.openedAt);
          if (endedWith(episode)) ended.push(episode);
        }
      const wasReopened = ({ conversationId, episode, closedAt = 0 }: Episode) =>
        (begun.get(`${conversationId}/${episode + 1}`) ?? Infinity) - closedAt <= REOPENED_WITHIN;
      for (const episode of ended) {
        const reasons = reasonsOf(episode, sampling, wasReopened(episode));
        if (reasons.length > 0) await add(sampleOf(episode, reasons, sampling.calibration));
      }
      for (let week = first; week < current; week += 1) await drawWeek(week, ended, sampling);
    },

    /** The newest first. */
    all: async () => await samples.find({ at: { $gte: beginOf(weekOf(now()) - WEEKS) } }, { sort: { at: -1 } }),
    of: (item: string) => samples.findOne({ _id: item }),

    /** Two are to review it. */
    async twice(episode: Episode, agent: { id: string; name: string }): Promise<void> {
      const { conversationId, episode: number, closedAt, lastAt } = episode;
      const _id = itemOf(conversationId, number, agent.id);
      const place = { conversationId, episode: number, inboxId: whereOf(episode), agent, at: closedAt ?? lastAt };
      if (await samples.insert({ _id, ...place, reasons: ["asked"], calibration: true })) return;
      await samples.update({ _id }, { $set: { calibration: true } });
    },
  };
}
