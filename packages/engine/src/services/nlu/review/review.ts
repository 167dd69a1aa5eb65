import { ChatError, type ReviewCluster, type ReviewDecision } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { Verdict } from "../model/model.ts";
import { normalise } from "../../../text/normalise.ts";
import { inSlices } from "../time-slices.ts";
import { type Cluster, cluster, type Readers } from "./clusters.ts";

/** A question that the bot could not answer, or answered badly; without what identifies anybody. */
export interface Collected extends Doc {
  text: string;
  language: "en" | "zh";
  reason: "unsure" | "judged";
  guess?: string;
  at: number;
  state: "open" | "added" | "dismissed";
  decidedBy?: string;
}

export const REVIEW = defineCollection<Collected>("review", {
  owner: "nlu",
  indexes: [{ on: ["state", "at"] }],
  keeps: "questions that wait to be decided on, without addresses and numbers",
});

export interface ReviewParts {
  store: Store;
  /** What reads questions now: no model before the first one, and no sentence vectors where there are none. */
  readers: () => Promise<Readers>;
  verdictOf: (text: string) => Verdict;
  addExamples: (intent: string, texts: readonly string[], by: string) => Promise<void>;
}

/** Questions that are looked at together; older ones come up when these are decided. */
export const LOOKED_AT = 1_000;
const TEXTS_SHOWN = 50;
/** Questions of a group that are asked for its intent. */
const JUDGED = 10;
/** An intent is suggested if the questions make it this likely on average. */
const LIKELY = 0.15;

/** Opens the questions that wait for somebody to say what they mean. */
export function createReview({ store, readers, verdictOf, addExamples }: ReviewParts) {
  const collection = REVIEW.open(store);

  async function clusters(): Promise<Cluster<Collected>[]> {
    return cluster(await collection.find({ state: "open" }, { sort: { at: -1 }, limit: LOOKED_AT }), await readers());
  }

  function suggest({ questions }: Cluster<Collected>): string | undefined {
    const likely = new Map<string, number>();
    for (const { text } of questions.slice(0, JUDGED)) {
      for (const { intent, confidence } of verdictOf(text).intents) {
        likely.set(intent, (likely.get(intent) ?? 0) + confidence);
      }
    }
    const [best] = [...likely].sort(([, a], [, b]) => b - a);
    return best && best[1] >= LIKELY * Math.min(questions.length, JUDGED) ? best[0] : undefined;
  }

  return {
    /** Keeps a question, once for each id; its text must be redacted. */
    async collect(question: Omit<Collected, "state">): Promise<void> {
      await collection.insert({ ...question, state: "open" });
    },

    /** What waits, the most frequent first. */
    async list(): Promise<ReviewCluster[]> {
      const found: ReviewCluster[] = [];
      await inSlices(await clusters(), (group) => {
        const suggested = suggest(group);
        found.push({
          id: group.id,
          texts: distinct(group.questions.map(({ text }) => text)).slice(0, TEXTS_SHOWN),
          count: group.questions.length,
          lastAskedAt: Math.max(...group.questions.map(({ at }) => at)),
          ...(suggested !== undefined && { suggested }),
        });
      });
      return found.sort((a, b) => b.count - a.count || b.lastAskedAt - a.lastAskedAt);
    },

    /** Makes texts of a group examples of an intent, or drops it. Safe to repeat; `notFound` if there never was such a group. */
    async decide(id: string, decision: ReviewDecision, by: string): Promise<void> {
      const group = (await clusters()).find((candidate) => candidate.id === id);
      if (!group) {
        const there = await collection.findOne({ _id: id });
        if (there && there.state !== "open") return;
        throw new ChatError("notFound", "These questions are grouped differently now. Reload the list.");
      }
      if (decision.do === "add") await addExamples(decision.intent, chosen(group, decision.texts), by);
      const state = decision.do === "add" ? "added" : "dismissed";
      const ids = group.questions.map(({ _id }) => _id);
      await collection.updateMany({ _id: { $in: ids } }, { $set: { state, decidedBy: by } });
    },
  };
}

/**
 * The group's own texts among those that were chosen: whoever reviews says what questions mean, and does not write examples.
 * Throws `invalid` if none of them was asked.
 */
function chosen({ questions }: Cluster<Collected>, texts: readonly string[]): string[] {
  const wanted = new Set(texts.map((text) => normalise(text)));
  const own = distinct(questions.map(({ text }) => text)).filter((text) => wanted.has(normalise(text)));
  if (own.length === 0) throw new ChatError("invalid", "None of these questions is in this group.");
  return own;
}

/** Texts that differ in more than case, width or punctuation of the ends. */
function distinct(texts: readonly string[]): string[] {
  return [...new Map(texts.map((text) => [normalise(text), text])).values()];
}
