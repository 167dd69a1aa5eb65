import { newId } from "@parley/protocol";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { closePlaces, places } from "../../../upkeep/upkeep.test.kit.ts";
import type { Store } from "../../../store/store.ts";
import { createDialog } from "../dialog.ts";
import { EVENTS } from "../events.ts";
import { neighbour, visitorSays } from "../fixture.ts";
import { SEARCH_KEYS, SEARCH_SPANS } from "./stored.ts";

afterAll(closePlaces);

/** A store of which some reads are refused, as one is that is away for a moment. */
function refusing(store: Store, refused: (name: string, filter: object) => boolean): Store {
  const collection: Store["collection"] = (name, indexes) => {
    const whole = store.collection<never>(name, indexes);
    const find: typeof whole.find = async (filter, options) => {
      if (refused(name, filter)) throw new Error("The store is away.");
      return await whole.find(filter, options);
    };
    return { ...whole, find };
  };
  return { ...store, collection };
}

async function world({ open }: (typeof places)[number]) {
  const store = await open();
  const errors: unknown[] = [];
  const node = (of: Store = store, now: () => number = Date.now) => {
    const made = createDialog({ store: of, nlu: neighbour(), now, onError: (error) => errors.push(error) });
    onTestFinished(() => made.close());
    return made.service;
  };
  const dialog = node();
  const say = async (text: string) => {
    const { id } = await dialog.open({ visitorId: newId(), channel: "web", locale: "en" });
    await dialog.apply({ conversationId: id, id: newId(), command: visitorSays(text) });
    return id;
  };
  const found = async (by: typeof dialog) => (await by.search({ words: "order", limit: 50 })).hits.length;
  return { store, errors, node, dialog, say, found };
}

test.each(places)(
  "[Y1] what was read of the index before the store was away is found afterwards, in $name",
  async (place) => {
    const { store, node, dialog, say, found } = await world(place);
    for (let count = 0; count < 3; count += 1) await say("my order");
    expect(await found(dialog)).toBe(3);
    // More than a page of others, so that the index is read in two.
    const spans = SEARCH_SPANS.open(store);
    const one = (await spans.findOne({})) ?? expect.unreachable();
    const others = Array.from({ length: 300 }, (_, number) => ({
      ...one,
      _id: `z${number}:0`,
      terms: "",
      changedAt: one.changedAt + 1_000,
    }));
    await spans.insertMany(others);
    let reads = 0;
    const other = node(
      refusing(store, (name, filter) => name === SEARCH_SPANS.name && "changedAt" in filter && ++reads === 3),
    );
    await expect(found(other)).rejects.toThrow("away");
    expect(await found(other)).toBe(3);
  },
);

test.each(places)(
  "[Y1] [Y6] where the key of the index is lost it is made anew, without anybody's help, in $name",
  async (place) => {
    const { store, node, dialog, say, found } = await world(place);
    await say("my order");
    expect(await found(dialog)).toBe(1);
    await SEARCH_KEYS.open(store).remove({});
    const restored = node();
    await expect.poll(() => found(restored)).toBe(1);
    expect(await SEARCH_SPANS.open(store).count({})).toBe(1);
  },
);

test.each(places)(
  "[Y6] one log that cannot be read does not keep the others out of the index, in $name",
  async (place) => {
    const { store, errors, node, dialog, say, found } = await world(place);
    const broken = await say("my order");
    await say("another order");
    expect(await found(dialog)).toBe(2);
    await SEARCH_SPANS.open(store).remove({});
    const isOf = (filter: object) => JSON.stringify(filter).includes(broken) && !JSON.stringify(filter).includes("$in");
    const other = node(refusing(store, (name, filter) => name === EVENTS.name && isOf(filter)));
    await expect.poll(() => found(other)).toBe(1);
    await expect.poll(async () => (await other.search({ words: "order", limit: 1 })).building).toBeUndefined();
    expect(errors).not.toEqual([]);
  },
);
