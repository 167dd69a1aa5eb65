import { expect, test } from "vitest";
import { openSentiment } from "../knowledge/starter.ts";
import { loadClassifier, train } from "../model/model.ts";
import { temporaryStore } from "../small-shop.fixture.ts";
import type { Trainer } from "../training/trainer.ts";
import { createSentiment } from "./sentiment.ts";

test("who is stopped while moods are learned has nothing to complain about", async () => {
  const store = await temporaryStore();
  const errors: unknown[] = [];
  let begun = () => {};
  const learning = new Promise<void>((resolve) => (begun = resolve));
  const trainer: Trainer = {
    // Learns on until it is told to stop, however fast the machine is.
    train: async (input, options) => {
      begun();
      await new Promise((resolve) => options?.signal?.addEventListener("abort", resolve));
      return await train(input, options);
    },
    load: async (artefact) => loadClassifier(artefact),
  };
  const parts = { store, trainer, now: Date.now, open: openSentiment };
  const sentiment = createSentiment({ ...parts, onError: (error) => void errors.push(error) });
  const prepared = sentiment.prepare();
  await learning;
  sentiment.close();
  await prepared;
  expect([sentiment.ready(), errors]).toEqual([false, []]);
});
