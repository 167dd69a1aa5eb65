import { ChatError, type PublishModel } from "@parley/protocol";
import type { Classifier } from "../model/model.ts";
import { knownUtterances, type Sample } from "../training/dataset.ts";
import { describeRegression } from "../training/describe.ts";
import { hashOf } from "../training/held-out.ts";
import type { Trainer } from "../training/trainer.ts";
import { createSpelling, type Spelling } from "../understand/spelling/spelling.ts";
import type { Models, Published } from "./models.ts";

/** A model in memory, ready to answer. */
export interface LiveModel {
  version: number;
  classifier: Classifier;
  /** Intents of utterances that are its examples, by their normal form. */
  known: ReadonlyMap<string, string>;
  samples: readonly Sample[];
  /** Mends spelling by how they are spelt. */
  spelling: Spelling;
  /** Where its intents lie among its sentence vectors. */
  centroids: ReadonlyMap<string, Float32Array>;
}

/** Keeps the published model and the one being tried out in memory, whichever node published them. */
export function createServing({ models, trainer }: { models: Models; trainer: Trainer }) {
  let live = new Map<number, LiveModel>();
  let published: Published | undefined;
  let refreshing: Promise<void> = Promise.resolve();
  const listeners: (() => void)[] = [];

  async function load(version: number): Promise<LiveModel> {
    const there = live.get(version);
    if (there) return there;
    const stored = await models.load(version);
    if (!stored) throw new ChatError("notFound", `There is no model ${version}.`);
    const classifier = await trainer.load(stored.artefact);
    const { samples, centroids } = stored.lessons;
    const directions = Object.entries(centroids).map(
      ([intent, values]) => [intent, Float32Array.from(values)] as const,
    );
    const [known, spelling] = await Promise.all([
      knownUtterances(samples),
      createSpelling(samples.map(({ text }) => text)),
    ]);
    return { version, classifier, samples, known, spelling, centroids: new Map(directions) };
  }

  async function follow(): Promise<void> {
    const next = await models.published();
    if (JSON.stringify(next) === JSON.stringify(published)) return;
    const versions = next ? [next.version, ...(next.canary ? [next.canary.version] : [])] : [];
    const loaded = new Map<number, LiveModel>();
    for (const version of versions) loaded.set(version, await load(version));
    live = loaded;
    published = next;
    for (const listener of listeners) listener();
  }

  /** Reads which models answer now, and loads them. A call sees what was published before it. */
  function refresh(): Promise<void> {
    const run = refreshing.then(follow);
    refreshing = run.catch(() => undefined);
    return run;
  }

  return {
    refresh,
    load,
    onChange(listener: () => void): void {
      listeners.push(listener);
    },
    current: (): LiveModel | undefined => (published ? live.get(published.version) : undefined),

    /** The model for a conversation: the one being tried out for its share of them, and the same one every time. */
    pick(conversationId: string | undefined): LiveModel | undefined {
      if (!published) return undefined;
      const { version, canary } = published;
      const tried = conversationId !== undefined && canary && hashOf(conversationId) / 2 ** 32 < canary.share;
      return live.get(tried ? canary.version : version);
    },

    /** Publishes a model, or tries it out on a share of the conversations. `conflict` if the gate holds it back. */
    async publish(version: number, { force, canary }: PublishModel, by: string): Promise<void> {
      const card = await models.card(version);
      const { heldBack, publishedAt } = card;
      if (heldBack.length > 0 && publishedAt === undefined && !force && canary !== 0) {
        const [reason = ""] = heldBack.map(describeRegression);
        throw new ChatError("conflict", `Model ${version} is held back. ${reason}`, { details: { heldBack } });
      }
      if (canary === 0) {
        await models.tryOut(version, 0);
      } else {
        await load(version);
        if (canary === undefined || canary === 1) await models.publish(version, by);
        else await models.tryOut(version, canary);
      }
      await refresh();
    },
  };
}
