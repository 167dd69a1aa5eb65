import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Collection, Doc, Index, Store } from "../../../store/store.ts";
import { neighbour, useDialog } from "../fixture.ts";
import { createSurveyClaims } from "./claims.ts";
import { said, surveyed } from "./fixture.ts";
import { SURVEY_ASKS, SURVEY_CLAIMS } from "./stored.ts";

const world = useDialog();

/** The store as a node sees it whose collection of a name is another. */
const seen = (name: string, change: <T extends Doc>(one: Collection<T>) => Partial<Collection<T>>): Store => ({
  ...world.store,
  collection<T extends Doc>(asked: string, indexes?: readonly Index<T>[]): Collection<T> {
    const collection = world.store.collection<T>(asked, indexes);
    return asked === name ? { ...collection, ...change(collection) } : collection;
  },
});

test("[U2] of two nodes that ask one person after two conversations at the same moment one does", async () => {
  const [phone, web] = [newId(), newId()];
  const personOf = async () => ({ id: phone, profiles: [], visitorIds: [phone, web] });
  const { talk, ask, clock } = await surveyed(world, { coolingDays: 30 }, personOf);
  const first = await talk({ visitorId: phone });
  await talk({ visitorId: web });
  let [begin, goOn] = [(): void => undefined, (): void => undefined];
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const slow = seen(SURVEY_ASKS.name, (asks) => ({
    insert: async (doc) => (begin(), await gate, await asks.insert(doc)),
  }));
  // The list of ends reaches this one a moment later.
  const late = seen("conversations", (all) => ({
    find: async (...asked) => (await all.find(...asked)).filter(({ _id }) => _id !== first.id),
  }));
  const nodes = [slow, late].map((store) => world.node(neighbour(), () => clock.now, store, { personOf }));
  const asking = ask(nodes[0]);
  await begun;
  expect(said(await ask(nodes[1]))).toEqual([]);
  goOn();
  expect(said(await asking)).toHaveLength(1);
  expect(said(await ask(nodes[1]))).toEqual([]);
  expect(await SURVEY_CLAIMS.open(world.store).find({})).toEqual([]);
});

test("[U2] who was about to be asked by a node that died is asked a minute later, and nothing of that stays", async () => {
  const clock = { now: Date.now() };
  const stored = SURVEY_CLAIMS.open(world.store);
  const claims = createSurveyClaims(stored, () => clock.now);
  const of = (conversationId: string) => ({ visitorIds: ["ann"], conversationId, ask: `${conversationId}/1` });
  const dies = claims.with(of("one"), () => Promise.reject(new Error("It died.")));
  await expect(dies).rejects.toThrow("It died.");
  const work = async () => undefined;
  expect(await claims.with(of("two"), work)).toBe(false);
  clock.now += 60_001;
  expect(await claims.with(of("two"), work)).toBe(true);
  await expect(claims.with(of("three"), () => Promise.reject(new Error("It died.")))).rejects.toThrow();
  clock.now += 60_001;
  await claims.sweep();
  expect(await stored.find({})).toEqual([]);
});
