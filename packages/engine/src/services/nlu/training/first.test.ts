import { expect, test } from "vitest";
import { writeYaml } from "../knowledge/exchange/write.ts";
import { loadClassifier, openSentences } from "../model/model.ts";
import { trainInProcess } from "../model/training/trainer.ts";
import { inFile, smallKnowledge, startNlu } from "../small-shop.fixture.ts";
import { knowsMost } from "./first.ts";
import type { Trainer } from "./trainer.ts";

/** Trains here, where nobody else is served. */
const HERE: Trainer = {
  load: async (artefact) => loadClassifier(artefact, await openSentences()),
  train: trainInProcess,
};

test(
  "new knowledge is answered by a first model before the LSTM has learned it, and then by the whole one",
  { timeout: 600_000 },
  async () => {
    let wasAsked = () => {};
    const asked = new Promise<void>((resolve) => (wasAsked = resolve));
    const trainer: Trainer = {
      ...HERE,
      // The whole model is made, and nobody gets it before they have asked the first.
      train: async (input, options) => {
        const model = await trainInProcess(input, options);
        await asked;
        return model;
      },
    };
    const { service } = await startNlu({ trainer });
    await service.importKnowledge({ ...inFile("yaml", writeYaml(await smallKnowledge())), by: "Ann" });
    await service.startTraining({ by: "Ann" });
    await expect.poll(() => service.training({}), { timeout: 400_000 }).toMatchObject({ status: "running", first: 1 });

    const text = "could you tell me where my order is right now";
    const early = await service.understand({ text });
    expect(early).toMatchObject({ model: 1, inScope: true });
    expect(early.intents[0]?.intent).toBe("order_status");
    const [first] = await service.models({});
    expect(first).toMatchObject({ version: 1, status: "published", trainedBy: "Ann", learnedHeldOut: false });
    expect(first?.parts).not.toContain("lstm");

    wasAsked();
    await expect.poll(() => service.training({}), { timeout: 400_000 }).toMatchObject({ status: "done", version: 2 });
    expect(await service.understand({ text })).toMatchObject({ model: 2 });
    const cards = await service.models({});
    expect(cards).toMatchObject([{ version: 2, status: "published", heldBack: [], learnedHeldOut: true }]);
    expect(cards[0]?.parts).toContain("lstm");
    expect(cards[0]?.accuracyBefore).toBe(first?.accuracy);
  },
);

test("a first model whose training came to no end is made whole at the next start", { timeout: 600_000 }, async () => {
  const knowledge = await smallKnowledge(8);
  const trainer: Trainer = {
    ...HERE,
    train: async (input, options) => {
      await trainInProcess(input, options);
      throw new Error("The power is gone.");
    },
  };
  const stopped = await startNlu({ trainer });
  await stopped.service.importKnowledge({ ...inFile("yaml", writeYaml(knowledge)), by: "Ann" });
  await stopped.service.startTraining({ by: "Ann" });
  await expect
    .poll(() => stopped.service.training({}), { timeout: 400_000 })
    .toMatchObject({ status: "failed", message: "The power is gone." });
  const [first] = await stopped.service.models({});
  expect(first).toMatchObject({ status: "published" });
  expect(first?.parts).not.toContain("lstm");
  await stopped.close();

  const next = await startNlu({ store: stopped.store, trainer: HERE });
  await next.ready();
  const cards = await next.service.models({});
  expect(cards.map(({ status }) => status)).toEqual(["published"]);
  expect(cards[0]?.parts).toContain("lstm");
  expect(cards[0]?.version).toBeGreaterThan(first?.version ?? 0);
});

test("a first model is made where no model knows most of the intents, not for an intent more", async () => {
  const { intents } = await smallKnowledge(1);
  const knowing = (labels: string[]) => ({ classifier: { labels } }) as unknown as Parameters<typeof knowsMost>[0];
  const ids = intents.map(({ id }) => id);
  expect(knowsMost(undefined, intents)).toBe(false);
  expect(knowsMost(knowing(["another", "shop"]), intents)).toBe(false);
  expect(knowsMost(knowing(ids.slice(0, 3)), intents)).toBe(false);
  expect(knowsMost(knowing(ids.slice(1)), intents)).toBe(true);
  expect(knowsMost(knowing(ids), intents)).toBe(true);
  // Most of what it knows is gone, as when a demo's knowledge was taken out.
  const gone = Array.from({ length: ids.length }, (_, index) => `gone-${index}`);
  expect(knowsMost(knowing([...ids, ...gone]), intents)).toBe(false);
});
