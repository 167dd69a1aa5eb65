import { expect, test } from "vitest";
import { createCards } from "./cards.ts";
import { openContacts } from "./contacts.test.kit.ts";
import { createTrees } from "./tree.ts";

test("[K4] a circle that two nodes which died left behind is opened by who sees it", async () => {
  const all = await openContacts();
  const [a, b] = [await all.visitor(), await all.visitor()].toSorted() as [string, string];
  const cards = all.store.collection<{ _id: string; mergedInto?: string }>("contacts");
  await cards.update({ _id: a }, { $set: { mergedInto: b } });
  await cards.update({ _id: b }, { $set: { mergedInto: a } });
  expect((await all.contact(b)).contact.id).toBe(a);
  expect(await all.visitorsOf(b)).toEqual([a, b]);
});

test("[K4] a circle ends for who lists contacts, too", async () => {
  const all = await openContacts();
  const [a, b] = [await all.visitor(), await all.visitor()];
  const cards = createCards(all.store, () => all.clock.now);
  await cards.cards.update({ _id: a }, { $set: { mergedInto: b } });
  await cards.cards.update({ _id: b }, { $set: { mergedInto: a } });
  const [tree] = await createTrees(cards).treesOf([a]);
  expect(tree?.map(({ _id }) => _id)).toEqual([a, b]);
});

test("[K3] a circle that is opened takes nobody out of where they were before", async () => {
  const all = await openContacts();
  const [a, b] = [await all.visitor(), await all.visitor()].toSorted() as [string, string];
  const c = await all.visitor();
  const cards = createCards(all.store, () => all.clock.now);
  const merge = { id: "m", how: "hand", at: 1 } as const;
  await cards.cards.update({ _id: a }, { $set: { mergedInto: b, merge: { ...merge, before: { into: c, merge } } } });
  await cards.cards.update({ _id: b }, { $set: { mergedInto: a, merge } });
  expect(await all.visitorsOf(b)).toEqual([a, b, c].toSorted());
});
