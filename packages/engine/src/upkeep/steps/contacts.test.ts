import { afterAll, describe, expect, test } from "vitest";
import { createUsers } from "../../services/users/users.ts";
import type { AnyDoc } from "../../store/document.ts";
import type { Store } from "../../store/store.ts";
import { migrate } from "../migrate.ts";
import { openState } from "../state.ts";
import { closePlaces, places } from "../upkeep.test.kit.ts";

afterAll(closePlaces);

const AMOUNT = 400;
const AMY = { id: "amy", name: "Amy" };

describe.each(places)("visitors of before there were contacts, in $name", ({ open }) => {
  /** A store as the version before left it: of four visitors one only looked, one spoke, one said their name, one wrote from elsewhere. */
  async function before() {
    const store = await open();
    const visitors = store.collection<AnyDoc>("visitors");
    const conversations = store.collection<AnyDoc>("conversations", [{ on: ["visitorId"], unique: true }]);
    await visitors.insertMany(
      Array.from({ length: AMOUNT }, (_, at) => ({
        _id: `visitor-${at}`,
        ...(at % 4 === 3 && { inboxId: "mail", externalId: `<${at}@x>` }),
        profile: at % 4 === 2 ? { name: `Name ${at}` } : {},
        ...(at % 4 !== 3 && { page: { url: "https://shop.example/" } }),
        locale: "en",
        revision: at % 3,
        firstSeenAt: at,
        lastSeenAt: at + 1,
      })),
    );
    await conversations.insertMany(
      Array.from({ length: AMOUNT }, (_, at) => {
        const [_id, personId] = [`conversation-${at}`, `visitor-${at}`];
        return { _id, visitorId: personId, personId, inboxId: "web", thread: personId, seq: at % 4 === 1 ? 3 : 0 };
      }),
    );
    await openState(store).schemas.insert({ _id: "schema", version: 3 });
    const all = (name: string) => store.collection<AnyDoc>(name).find({}, { sort: { _id: 1 } });
    return { store, visitors, all };
  }
  const withoutTimes = (docs: AnyDoc[]) => docs.map((doc) => ({ ...doc, changedAt: 0 }));

  test("[K1] are contacts if they said something or something is known of them, and stay as they were", async () => {
    const { store, all } = await before();
    const old = await all("visitors");
    await migrate(store, { to: 4 });
    const expected = old.filter((_, at) => Number(old[at]?.["firstSeenAt"]) % 4 !== 0).map(({ _id }) => _id);
    expect((await all("contacts")).map(({ _id }) => _id)).toEqual(expected);
    const { contact } = await createUsers({ store }).contact({ id: "visitor-3" });
    expect(contact).toMatchObject({ inboxes: ["mail"], createdAt: 3, lastSeenAt: 4, verified: false });
    await migrate(store, { to: 3 });
    expect(await all("visitors")).toEqual(old);
  });

  test("[K1] are there again after the way back, with what members wrote; but not whom that version forgot", async () => {
    const { store, visitors } = await before();
    await migrate(store, { to: 4 });
    const users = createUsers({ store });
    for (const id of ["visitor-2", "visitor-6"]) {
      await users.putContact({ id, version: 1, change: { tags: [`tag of ${id}`] }, by: AMY });
    }
    await migrate(store, { to: 3 });
    // As the version before forgets.
    const forgotten = { $set: { profile: {} }, $unset: { page: true, browser: true }, $inc: { revision: 1 } } as const;
    await visitors.update({ _id: "visitor-6" }, forgotten);
    await migrate(store, { to: 4 });
    expect((await users.contact({ id: "visitor-2" })).contact.tags).toEqual(["tag of visitor-2"]);
    const contacts = JSON.stringify(await store.collection<AnyDoc>("contacts").find({ _id: "visitor-6" }));
    expect(contacts).not.toMatch(/tag of|Name/);
  });

  test("[K1] half of which were done when the power went off are finished by the next start, or left where they are", async () => {
    const { store, all } = await before();
    const old = await all("visitors");
    const { store: other, all: allOfOther } = await before();
    await migrate(other, { to: 4 });
    let left = AMOUNT / 4;
    const collection: Store["collection"] = (name, indexes) => {
      const whole = store.collection(name, indexes);
      const insert: typeof whole.insert = (doc) => {
        if (name === "contacts" && left-- <= 0) throw new Error("no power.");
        return whole.insert(doc);
      };
      return { ...whole, insert };
    };
    await expect(migrate({ ...store, collection }, { to: 4 })).rejects.toThrow("no power.");
    await migrate(store, { to: 3 });
    expect(await all("visitors")).toEqual(old);
    await migrate(store, { to: 4 });
    expect(withoutTimes(await all("contacts"))).toEqual(withoutTimes(await allOfOther("contacts")));
  });
});
