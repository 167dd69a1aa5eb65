import { expect, test } from "vitest";
import { readStarter } from "../knowledge/starter.ts";
import { createDataset } from "./dataset.ts";
import { familiesOf, nearLearned } from "./families.ts";

const OTHERS = ["the parcel is wet", "my card was declined", "can I pay by invoice", "发票抬头写错了", "怎么联系你们"];

test("texts that differ in a word, a number or their order are one family, others are not", async () => {
  const families = [
    ["how long does delivery take", "how long does shipping take", "how long does shipping take please"],
    ["my order 20418 is late", "my order 7 is late", "late is my order 7"],
    ["优惠券用不了怎么办", "优惠券用不了", "优惠券怎么用不了"],
  ];
  const found = await familiesOf([...families.flat(), ...OTHERS]);
  expect(found.map((family) => family.toSorted())).toEqual(
    [...families, ...OTHERS.map((text) => [text])].map((family) => family.toSorted()),
  );
});

test("of the held-out examples of the starter knowledge about half are near ones that are learned", async () => {
  const { intents } = await readStarter();
  const { samples } = await createDataset(intents, []);
  const near = await nearLearned(samples);
  const heldOut = samples.filter((sample) => sample.heldOut);
  expect([...near].every((sample) => sample.heldOut)).toBe(true);
  expect(near.size / heldOut.length).toBeGreaterThan(0.3);
  expect(near.size / heldOut.length).toBeLessThan(0.6);
});

test("a held-out example is near one of its own intent only", async () => {
  const held = { text: "how long does shipping take", intent: "delivery_time", heldOut: true };
  const other = (intent: string) => ({ text: "how long does delivery take", intent, heldOut: false });
  expect([...(await nearLearned([held, other("delivery_time")]))]).toEqual([held]);
  expect([...(await nearLearned([held, other("shipping_cost")]))]).toEqual([]);
});
