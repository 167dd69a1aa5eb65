import { expect, test } from "vitest";
import { openSentiment } from "../knowledge/starter.ts";
import { loadClassifier, train } from "../model/model.ts";
import { temporaryStore } from "../small-shop.fixture.ts";
import type { Leased } from "../training/lease.ts";
import type { Trainer } from "../training/trainer.ts";
import { createSentiment } from "./sentiment.ts";

test("who is stopped while moods are learned has nothing to complain about", { timeout: 60_000 }, async () => {
  const store = await temporaryStore();
  const errors: unknown[] = [];
  const trainer: Trainer = { train, load: async (artefact) => loadClassifier(artefact) };
  const parts = { store, trainer, now: Date.now, open: openSentiment };
  const sentiment = createSentiment({ ...parts, onError: (error) => void errors.push(error) });
  const prepared = sentiment.prepare();
  const learning = () => store.collection<Leased>("nlu").findOne({ _id: "sentiment", aliveAt: { $gt: 0 } });
  await expect.poll(learning, { timeout: 20_000 }).toBeDefined();
  sentiment.close();
  await prepared;
  expect([sentiment.ready(), errors]).toEqual([false, []]);
});
