import { expect, test } from "vitest";
import { temporaryStore } from "../small-shop.fixture.ts";
import { createArtefacts } from "./artefacts.ts";
import { createModels, type NewModel } from "./models.ts";

const card: NewModel = {
  trainedAt: 1,
  trainedBy: "Ann",
  intents: 2,
  examples: 4,
  accuracy: 1,
  accuracyByLanguage: { en: 1 },
  perIntent: [],
  failures: [],
  seconds: 1,
  runtime: "test",
  problems: [],
  heldBack: [],
};

test("large values come back byte for byte, also when they are saved twice", async () => {
  const artefacts = createArtefacts(await temporaryStore());
  for (const length of [0, 1, 512 * 1024, 1_300_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at % 251);
    await artefacts.save(`value-${length}`, bytes);
    await artefacts.save(`value-${length}`, bytes);
    const loaded = await artefacts.load(`value-${length}`);
    expect(Buffer.from(loaded ?? []).equals(Buffer.from(bytes))).toBe(true);
    expect(loaded?.byteOffset).toBe(0);
    await artefacts.remove(`value-${length}`);
    expect(await artefacts.load(`value-${length}`)).toBeUndefined();
  }
});

test("the last five models are kept, and the published one and the one tried out however old they are", async () => {
  const models = createModels({ store: await temporaryStore(), now: () => 7 });
  const lessons = { samples: [], centroids: {} };
  for (const byte of [1, 2]) await models.add(card, Uint8Array.of(byte), lessons);
  await models.publish(1, "Ann");
  await models.tryOut(2, 0.1);
  for (const byte of [3, 4, 5, 6, 7, 8, 9]) await models.add(card, Uint8Array.of(byte), lessons);
  const kept = await models.list();
  expect(kept.map(({ version, status }) => [version, status])).toEqual([
    [9, "candidate"],
    [8, "candidate"],
    [7, "candidate"],
    [6, "candidate"],
    [5, "candidate"],
    [2, "candidate"],
    [1, "published"],
  ]);
  expect(kept.at(-1)?.publishedAt).toBe(7);
  expect((await models.load(9))?.artefact).toEqual(Uint8Array.of(9));
  expect(await models.load(3)).toBeUndefined();

  await models.tryOut(2, 0);
  expect(await models.published()).toMatchObject({ version: 1, by: "Ann" });
  expect(await models.published()).not.toHaveProperty("canary");
  await expect(models.tryOut(1, 0.5)).rejects.toMatchObject({ code: "invalid" });
});
