import { newId } from "@parley/protocol";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createDialog } from "../../services/dialog/dialog.ts";
import { neighbour, visitorSays } from "../../services/dialog/fixture.ts";
import type { AnyDoc } from "../../store/document.ts";
import type { Store } from "../../store/store.ts";
import { migrate } from "../migrate.ts";
import { openState } from "../state.ts";
import { closePlaces, places } from "../upkeep.test.kit.ts";

afterAll(closePlaces);

const AMOUNT = 500;

describe.each(places)("conversations of before there were inboxes, in $name", ({ open }) => {
  /** A store as the version before left it, with its indexes. */
  async function before() {
    const store = await open();
    const stored = store.collection<AnyDoc>("conversations", [{ on: ["visitorId"], unique: true }]);
    const docs = Array.from({ length: AMOUNT }, (_, at) => {
      const [_id, visitorId] = [`conversation-${at}`, `visitor-${at}`];
      const state = { status: "bot", unsure: 0, from: 0 };
      const times = { seq: 0, episode: 0, openedAt: at, updatedAt: at };
      const head = { conversation: { id: _id, visitorId, channel: "web", locale: "en", ...times, state } };
      return { _id, visitorId, seq: 0, status: "bot", updatedAt: at, head };
    });
    await stored.insertMany(docs);
    await openState(store).schemas.insert({ _id: "schema", version: 2 });
    return { store, stored, all: () => stored.find({}, { sort: { _id: 1 } }) };
  }

  function dialogOn(store: Store) {
    const { service, close } = createDialog({ store, nlu: neighbour() });
    onTestFinished(close);
    return service;
  }

  test("[L6] become threads of the first inbox, and are on the way back as they were", async () => {
    const { store, all } = await before();
    const old = await all();
    await migrate(store, { to: 3 });
    const place = ({ visitorId }: AnyDoc) => ({ inboxId: "web", thread: visitorId, personId: visitorId });
    expect(await all()).toEqual(old.map((doc) => ({ ...doc, ...place(doc) })));
    await migrate(store, { to: 2 });
    expect(await all()).toEqual(old);
  });

  test("[L6] go on with who comes back, also where another node is still of the version before", async () => {
    const { store, stored } = await before();
    await migrate(store, { to: 3 });
    const dialog = dialogOn(store);
    const asked = { visitorId: "visitor-7", channel: "web", locale: "en" } as const;
    expect((await dialog.open(asked)).id).toBe("conversation-7");
    const fresh = await dialog.open({ ...asked, visitorId: "visitor-new" });
    // What the version before looks for, and what it is refused.
    expect(await stored.findOne({ visitorId: "visitor-new" })).toMatchObject({ _id: fresh.id });
    expect(await stored.insert({ _id: "twice", visitorId: "visitor-new" })).toBe(false);
  });

  test("[L6] of several inboxes are all there on the way back, each found by one visitor, and again after it", async () => {
    const { store, all, stored } = await before();
    await migrate(store, { to: 3 });
    const dialog = dialogOn(store);
    await dialog.putInbox({ id: "mail", channel: "email", name: "Mail", enabled: true, settings: {} });
    const asked = { visitorId: newId(), channel: "email", inboxId: "mail", locale: "en" } as const;
    for (const thread of ["<one@x>", "<two@x>"]) {
      const { id: conversationId } = await dialog.open({ ...asked, thread });
      await dialog.apply({ conversationId, id: newId(), command: visitorSays(thread) });
    }
    await dialog.list({ limit: 1 });
    const now = await all();
    await migrate(store, { to: 2 });
    const visitors = (await stored.find({ inboxId: "mail" })).map(({ visitorId }) => visitorId);
    expect(visitors).toContain(asked.visitorId);
    expect(new Set(visitors).size).toBe(2);
    await migrate(store, { to: 3 });
    expect(await all()).toEqual(now);
  });

  test("[L6] half of which were changed when the power went off are finished by the next start, either way", async () => {
    const { store, all } = await before();
    const old = await all();
    await migrate(store, { to: 3 });
    const done = await all();
    for (const [to, expected] of [
      [2, old],
      [3, done],
    ] as const) {
      let left = AMOUNT / 2;
      const collection: Store["collection"] = (name, indexes) => {
        const whole = store.collection(name, indexes);
        const update: typeof whole.update = (filter, change, options) => {
          if (name === "conversations" && left-- <= 0) throw new Error("no power.");
          return whole.update(filter, change, options);
        };
        return { ...whole, update };
      };
      await expect(migrate({ ...store, collection }, { to })).rejects.toThrow("no power.");
      expect(await all()).not.toEqual(expected);
      await migrate(store, { to });
      expect(await all()).toEqual(expected);
    }
  });
});
