import { expect, test } from "vitest";
import { loadClassifier, openSentences } from "../model/model.ts";
import { SHOP } from "../model/shop.fixture.ts";
import { trainInProcess } from "../model/training/trainer.ts";
import { compare } from "./compare.ts";

test("what the published model learned after it was measured by it counts as it was then", async () => {
  const { artefact } = await trainInProcess({ examples: SHOP });
  const classifier = loadClassifier(artefact, await openSentences());
  const [one, two, three, ...others] = SHOP;
  if (!one || !two || !three) throw new Error("The shop has no examples.");
  const samples = [
    { ...one, heldOut: true, right: false },
    { ...two, heldOut: true, right: true },
    ...others.map((example) => ({ ...example, heldOut: false })),
  ];
  const found = await compare({ classifier, samples }, [
    { ...one, heldOut: true, right: true },
    { ...two, heldOut: true, right: false },
    { ...three, heldOut: true, right: true },
  ]);
  // It knows all three by heart, but had got the first one wrong.
  expect(found.accuracyBefore).toBeCloseTo(2 / 3);

  const lost = SHOP.map((example) => ({ ...example, heldOut: true, right: false }));
  const learned = SHOP.map((example) => ({ ...example, heldOut: false }));
  expect((await compare({ classifier, samples: learned }, lost)).heldBack).toEqual([]);
  const measured = SHOP.map((example) => ({ ...example, heldOut: true, right: true }));
  const [all] = (await compare({ classifier, samples: measured }, lost)).heldBack;
  expect(all).toMatchObject({ total: SHOP.length, before: SHOP.length, after: 0 });
});
