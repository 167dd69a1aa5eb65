import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import { normalise } from "../../../text/normalise.ts";
import { hashOf } from "../training/held-out.ts";

/** A question that was really asked, without what identifies anybody, and how often. */
export type Question = Doc & { text: string; language: "en" | "zh"; count: number; at: number };

export const QUESTIONS = defineCollection<Question>("questions", {
  owner: "nlu",
  indexes: [{ on: ["at"] }],
  keeps: "the latest questions, without addresses and numbers, to try new models on",
});

/** Questions that are kept for replay; the oldest are forgotten. */
const KEPT = 1_000;
/** Different questions that are written at once; of more than these a sample is kept. */
const BATCH = 50;
/** Batches after which the oldest questions are forgotten. */
const PRUNE_EVERY = 10;

/** Keeps the last real questions of all nodes. Noting one costs nothing; `flush` writes them. */
export function createQuestions({ store, now }: { store: Store; now: () => number }) {
  const collection = QUESTIONS.open(store);
  let noted = new Map<string, Question>();
  let seen = 0;
  let flushes = 0;

  async function prune(): Promise<void> {
    const [oldest] = (await collection.find({}, { sort: { at: -1 }, limit: KEPT })).slice(KEPT - 1);
    if (oldest) await collection.remove({ at: { $lt: oldest.at } });
  }

  return {
    note(text: string, language: "en" | "zh"): void {
      const _id = `q${hashOf(normalise(text)).toString(36)}`;
      const there = noted.get(_id);
      if (there) {
        there.count += 1;
        return;
      }
      seen += 1;
      const question = { _id, text, language, count: 1, at: now() };
      if (noted.size < BATCH) noted.set(_id, question);
      else if (Math.random() < BATCH / seen) replaceOne(noted, question);
    },

    /** Writes what was noted since the last time. */
    async flush(): Promise<void> {
      const batch = noted;
      noted = new Map();
      seen = 0;
      for (const { _id, text, language, count, at } of batch.values()) {
        await collection.update(
          { _id },
          { $setOnInsert: { text, language }, $inc: { count }, $max: { at } },
          { upsert: true },
        );
      }
      if (batch.size > 0 && flushes++ % PRUNE_EVERY === 0) await prune();
    },

    latest: (): Promise<Question[]> => collection.find({}, { sort: { at: -1 }, limit: KEPT }),
  };
}

/** Keeps a fair sample of a stream (reservoir sampling, Vitter 1985). */
function replaceOne(noted: Map<string, Question>, question: Question): void {
  const keys = [...noted.keys()];
  noted.delete(keys[Math.floor(Math.random() * keys.length)] ?? "");
  noted.set(question._id, question);
}
