import { newId } from "@parley/protocol";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import type { Dialog } from "../services/dialog/contract.ts";
import { createDialog } from "../services/dialog/dialog.ts";
import { neighbour, visitorSays } from "../services/dialog/fixture.ts";
import { SEARCH_KEYS, SEARCH_SPANS, SEARCH_STATE } from "../services/dialog/search/stored.ts";
import type { Store } from "../store/store.ts";
import { backup } from "./backup.ts";
import { migrate } from "./migrate.ts";
import { move } from "./move.ts";
import { restore } from "./restore.ts";
import { closePlaces, newFolder, type Place, places } from "./upkeep.test.kit.ts";

afterAll(closePlaces);

const DAY = 86_400_000;

const node = (store: Store, now: () => number = Date.now) => createDialog({ store, nlu: neighbour(), now });

/** A node over a store until the test ends. */
function started(store: Store): Dialog {
  const made = node(store, () => Date.now() + DAY);
  onTestFinished(() => made.close());
  return made.service;
}

const texts = async (dialog: Dialog, words: string) =>
  (await dialog.search({ words, limit: 50 })).hits.map(({ text }) => text).toSorted();

/** A store in which three people said something, and which conversation the first one's is. */
async function spoken(place: Place) {
  const where = await place.another();
  const store = await place.open(where);
  await migrate(store);
  const made = node(store);
  const say = async (text: string) => {
    const { id } = await made.service.open({ visitorId: newId(), channel: "web", locale: "zh-CN" });
    await made.service.apply({ conversationId: id, id: newId(), command: visitorSays(text) });
    return id;
  };
  const first = await say("the blue teapot");
  await say("蓝色茶壶 teapot 2");
  await say("a kettle");
  expect(await texts(made.service, "teapot")).toHaveLength(2);
  await made.close();
  return { where, store, first };
}

/** What is left of the index does for what was said: it is found, as it was, and erased where it is to be. */
async function isFoundIn(store: Store, first: string): Promise<void> {
  const dialog = started(store);
  expect(await texts(dialog, "teapot")).toEqual(["the blue teapot", "蓝色茶壶 teapot 2"]);
  expect(await texts(dialog, "茶壶")).toEqual(["蓝色茶壶 teapot 2"]);
  const command = { do: "close", author: { kind: "visitor" } } as const;
  await dialog.apply({ conversationId: first, id: newId(), command });
  const later = node(store, () => Date.now() + 3 * DAY);
  onTestFinished(() => later.close());
  await later.service.erase({ conversationIds: [first] });
  expect(await texts(later.service, "teapot")).toEqual(["蓝色茶壶 teapot 2"]);
  expect(await SEARCH_SPANS.open(store).count({ conversationId: first })).toBe(0);
}

describe.each(places)("search of what was said in $name", (place) => {
  test.each(places)(
    "[Y1] [Y7] goes on in $name after a backup was restored there, and erases what is erased",
    async (target) => {
      const { where, store, first } = await spoken(place);
      const spans = await SEARCH_SPANS.open(store).find({});
      const file = join(await newFolder(), "parley.backup.gz");
      await backup({ from: where, file });
      const to = await target.another();
      await restore({ file, to });
      const restored = await target.open(to);
      await migrate(restored);
      expect(await SEARCH_SPANS.open(restored).find({})).toEqual(expect.arrayContaining(spans));
      await isFoundIn(restored, first);
    },
  );

  test("[Y6] is made anew where what was restored has no index, or none of its key", async () => {
    const { where, store } = await spoken(place);
    const file = join(await newFolder(), "parley.backup.gz");
    await backup({ from: where, file });
    const before = await SEARCH_SPANS.open(store).find({});
    for (const lost of [[SEARCH_KEYS], [SEARCH_SPANS, SEARCH_STATE, SEARCH_KEYS]]) {
      const to = await place.another();
      await restore({ file, to });
      const restored = await place.open(to);
      await migrate(restored);
      for (const collection of lost) await restored.collection(collection.name).remove({});
      const dialog = started(restored);
      await expect.poll(() => texts(dialog, "teapot")).toEqual(["the blue teapot", "蓝色茶壶 teapot 2"]);
      const marks = (await SEARCH_SPANS.open(restored).find({})).map(({ mark }) => mark);
      expect(marks).not.toContain(before[0]?.mark);
    }
  });

  test.each(places.filter((one) => one !== place || places.length === 1))(
    "[Y1] [Y7] goes on in $name after a move there, and erases what is erased",
    async (target) => {
      const { where, store, first } = await spoken(place);
      await store.close();
      const to = await target.another();
      await move({ from: where, to });
      const moved = await target.open(to);
      await migrate(moved);
      await isFoundIn(moved, first);
    },
  );
});
