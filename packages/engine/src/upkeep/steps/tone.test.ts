import { afterAll, describe, expect, test } from "vitest";
import type { AnyDoc } from "../../store/document.ts";
import { readStarter } from "../../services/nlu/knowledge/starter.ts";
import { createKnowledge } from "../../services/nlu/knowledge/knowledge.ts";
import { migrate } from "../migrate.ts";
import { openState } from "../state.ts";
import { closePlaces, places } from "../upkeep.test.kit.ts";

afterAll(closePlaces);

describe.each(places)("knowledge planted before intents had a tone, in $name", ({ open }) => {
  /** A store as the version before left it: planted, one answer edited, one intent of the shop's own. */
  async function before() {
    const store = await open();
    const knowledge = await readStarter();
    const intents = knowledge.intents.map((intent) => {
      const { tone: _, ...rest } = intent;
      return rest;
    });
    await createKnowledge({ store, now: () => 1 }).plant(async () => ({ ...knowledge, intents }));
    const stored = store.collection<AnyDoc>("intents");
    await stored.update({ _id: "goodbye" }, { $set: { answer: { en: "Bye!" }, version: 2, updatedBy: "Ann" } });
    const [own] = intents;
    await stored.insert({ ...own, _id: "cheers", id: "cheers" });
    await openState(store).schemas.insert({ _id: "schema", version: 1 });
    return { store, stored };
  }

  test("gets the tones it would be planted with, and none again on the way back", async () => {
    const { store, stored } = await before();
    const all = () => stored.find({}, { sort: { _id: 1 } });
    const old = await all();
    expect(old.filter((intent) => "tone" in intent)).toEqual([]);

    await migrate(store, { to: 2 });
    const planted = new Map((await readStarter()).intents.map(({ id, tone }) => [id, tone]));
    const now = await all();
    expect(now.map(({ _id, tone }) => [_id, tone])).toEqual(now.map(({ _id }) => [_id, planted.get(_id)]));
    expect(now.find(({ _id }) => _id === "goodbye")).toMatchObject({ tone: "cheerful", answer: { en: "Bye!" } });

    await migrate(store, { to: 1 });
    expect(await all()).toEqual(old);
  });

  test("keeps a tone that somebody chose, both ways", async () => {
    const { store, stored } = await before();
    await stored.update({ _id: "greeting" }, { $set: { tone: "light" } });
    await migrate(store, { to: 2 });
    expect(await stored.findOne({ _id: "greeting" })).toMatchObject({ tone: "light" });
    await migrate(store, { to: 1 });
    expect(await stored.findOne({ _id: "greeting" })).toMatchObject({ tone: "light" });
  });
});
