import { setTimeout as wait } from "node:timers/promises";
import { newId, Sentiment } from "@parley/protocol";
import * as v from "valibot";
import type { Store } from "../../../store/store.ts";
import type { SentimentExamples } from "../knowledge/starter.ts";
import type { Classifier } from "../model/model.ts";
import { createArtefacts } from "../serving/artefacts.ts";
import { isHeldOut } from "../training/held-out.ts";
import { createLease } from "../training/lease.ts";
import type { Trainer } from "../training/trainer.ts";
import { repeat } from "../repeat.ts";

/**
 * A mood is named only if it is likelier than this: to be taken for angry without being so is worse than to be taken for calm. Found
 * on the first halves of `tests/scenarios/moods`.
 */
const SURE: Readonly<Record<Sentiment, number>> = { negative: 0.6, positive: 0.5, neutral: 0 };
/** What has neither words nor faces is in no mood: "?", "48213377". */
const TELLS = /[\p{L}\p{Extended_Pictographic}]/u;
/** Milliseconds between two looks for a model that another node trains. */
const WAIT = 1_000;

export interface SentimentParts {
  store: Store;
  trainer: Trainer;
  now: () => number;
  open: () => Promise<SentimentExamples>;
  onError: (error: unknown) => void;
}

/** Creates the judge of moods. Before `prepare` has ended everything is neutral. */
export function createSentiment({ store, trainer, now, open, onError }: SentimentParts) {
  const artefacts = createArtefacts(store);
  const lease = createLease(store, "sentiment", { now });
  const abort = new AbortController();
  let classifier: Classifier | undefined;

  /** That it was told to stop is no failure. */
  const unlessStopped = (cause: unknown): undefined => {
    if (!abort.signal.aborted) throw cause;
  };

  async function stored(name: string): Promise<Classifier | undefined> {
    const artefact = await artefacts.load(name);
    try {
      return artefact && (await trainer.load(artefact));
    } catch (error) {
      // Written by another version of the engine: it is made again.
      onError(error);
      await artefacts.remove(name);
      return undefined;
    }
  }

  async function trained(name: string, read: SentimentExamples["read"]): Promise<Classifier | undefined> {
    const runId = newId(now());
    if (!(await lease.acquire({ runId }))) return undefined;
    const heart = repeat(WAIT, () => lease.renew(runId), onError);
    try {
      const examples = read();
      const learned = examples.filter(({ text }) => !isHeldOut(text));
      const dev = examples.filter(({ text }) => isHeldOut(text));
      const { artefact } = await trainer.train({ examples: learned, dev }, { signal: abort.signal });
      await artefacts.save(name, artefact);
      return await trainer.load(artefact);
    } finally {
      await heart.stop();
      await lease.release(runId);
    }
  }

  return {
    /** Loads the model of the mood, or trains it if these examples have never been learned. Waits for a node that does. */
    async prepare(): Promise<void> {
      const examples = await open();
      const name = `sentiment-${examples.digest}`;
      while (!classifier && !abort.signal.aborted) {
        classifier = (await stored(name)) ?? (await trained(name, examples.read).catch(unlessStopped));
        if (!classifier) await wait(WAIT, undefined, { signal: abort.signal }).catch(() => {});
      }
    },

    judge(text: string): Sentiment {
      const [best] = TELLS.test(text) ? (classifier?.classify(text).intents ?? []) : [];
      const mood = best ? v.parse(Sentiment, best.intent) : "neutral";
      return best && best.confidence >= SURE[mood] ? mood : "neutral";
    },

    /** Whether a model judges. */
    ready: (): boolean => classifier !== undefined,
    close: (): void => abort.abort(new Error("The engine was stopped.")),
  };
}
