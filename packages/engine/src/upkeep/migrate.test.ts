import { afterAll, describe, expect, test } from "vitest";
import type { Store } from "../store/store.ts";
import { migrate } from "./migrate.ts";
import type { Migration } from "./migration.ts";
import { MIGRATIONS } from "./migrations.ts";
import { forEach } from "./pages.ts";
import { openState } from "./state.ts";
import { closePlaces, places } from "./upkeep.test.kit.ts";

interface Person {
  _id: string;
  name?: string;
  first?: string;
  last?: string;
  email?: string;
}

/** Splits names, and back. */
const splitNames: Migration = {
  version: 2,
  says: "names in two parts",
  async check(store) {
    const nameless = await store
      .collection<Person>("people")
      .count({ name: { $exists: false }, first: { $exists: false } });
    return nameless > 0 ? [`${nameless} people have no name; give them one.`] : [];
  },
  up: ({ rewrite }) =>
    rewrite("people", ({ name }) => {
      if (typeof name !== "string") return undefined;
      const [first = "", last = ""] = name.split(" ");
      return { $set: { first, last }, $unset: { name: true } };
    }),
  down: ({ rewrite }) =>
    rewrite("people", ({ first, last }) =>
      typeof first === "string"
        ? { $set: { name: `${first} ${String(last)}` }, $unset: { first: true, last: true } }
        : undefined,
    ),
};

/** Moves documents to another collection, and back. */
const renamePeople: Migration = {
  version: 3,
  says: "people are members",
  up: ({ store }) => moveAll(store, "people", "members"),
  down: ({ store }) => moveAll(store, "members", "people"),
};

async function moveAll(store: Store, from: string, to: string): Promise<void> {
  await forEach(await store.collection<Person>(from).find({}), async (person) => {
    await store.collection<Person>(to).insert(person);
    await store.collection<Person>(from).remove({ _id: person._id });
  });
}

const both = [splitNames, renamePeople];
const pace = { beat: 20, silence: 300 };
const AMOUNT = 1500;

afterAll(closePlaces);

test("the migrations that are shipped follow one another without gaps from version 2 on", () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 2));
});

describe.each(places)("migrating a store in $name", ({ open }) => {
  async function people(amount = AMOUNT) {
    const store = await open();
    const collection = store.collection<Person>("people");
    const numbers = Array.from({ length: amount }, (_, number) => number);
    await Promise.all(numbers.map((number) => collection.insert({ _id: `p${number}`, name: `Ada L${number}` })));
    return store;
  }
  const versionOf = async (store: Store) => {
    const { version, underway, holder } = (await openState(store).schema()) ?? {};
    return { version, underway, holder };
  };
  const settled = (version: number) => ({ version, underway: undefined, holder: undefined });

  test("a new store begins at the newest version, and one from before versions at the first", async () => {
    const store = await open();
    const ran: string[] = [];
    await migrate(store, { migrations: both, say: (sentence) => ran.push(sentence) });
    expect([await versionOf(store), ran]).toEqual([settled(3), []]);
    const old = await people(1);
    expect(await migrate(old, { migrations: [] })).toBe(1);
    expect(await versionOf(old)).toEqual(settled(1));
  });

  test("every document is taken up through all versions, and back again as it was", async () => {
    const store = await people();
    const said: string[] = [];
    await migrate(store, { migrations: both, say: (sentence) => said.push(sentence) });
    expect(said).toEqual([
      "Migrating the store from schema 1 to 2: names in two parts.",
      "Migrating the store from schema 2 to 3: people are members.",
    ]);
    const members = store.collection<Person>("members");
    expect(await members.count({ first: "Ada", name: { $exists: false } })).toBe(AMOUNT);
    expect(await members.findOne({ _id: "p7" })).toEqual({ _id: "p7", first: "Ada", last: "L7" });
    expect(await versionOf(store)).toEqual(settled(3));

    await migrate(store, { migrations: both, to: 1 });
    expect(await members.count({})).toBe(0);
    expect(await store.collection<Person>("people").count({ first: { $exists: false } })).toBe(AMOUNT);
    expect(await store.collection<Person>("people").findOne({ _id: "p7" })).toEqual({ _id: "p7", name: "Ada L7" });
    expect(await versionOf(store)).toEqual(settled(1));
  });

  test("an obstacle to a later step is found before the first, and nothing is changed", async () => {
    const store = await people(3);
    const blocked: Migration = { ...renamePeople, check: async () => ["the moon is full."] };
    await store.collection<Person>("people").insert({ _id: "nobody" });
    const refused = migrate(store, { migrations: [splitNames, blocked] });
    await expect(refused).rejects.toThrow(
      /nothing was changed:\n {2}schema 2: 1 people have no name; .*\n {2}schema 3: the moon/,
    );
    expect(await store.collection<Person>("people").count({ name: { $exists: true } })).toBe(3);
    expect(await versionOf(store)).toEqual(settled(1));
  });

  test("a step that fails half-way is noticed, and the next start finishes it", async () => {
    const store = await people();
    let left = 700;
    const failing: Migration = {
      ...splitNames,
      up: (work) => {
        const { rewrite } = work;
        return splitNames.up({
          ...work,
          rewrite: (name, changeOf) => rewrite(name, (doc) => ((left -= 1) < 0 ? fail() : changeOf(doc))),
        });
      },
    };
    await expect(migrate(store, { migrations: [failing, renamePeople] })).rejects.toThrow(
      /between schema 1 and 2, because the migration stopped: no power.*migrate --to 1" goes back/,
    );
    expect(await versionOf(store)).toEqual({ version: 1, underway: 2, holder: undefined });
    const done = await store.collection<Person>("people").count({ first: "Ada" });
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(AMOUNT);

    await migrate(store, { migrations: both });
    expect(await store.collection<Person>("members").count({ first: "Ada" })).toBe(AMOUNT);
    expect(await versionOf(store)).toEqual(settled(3));
  });

  test("a step that was cut off can be taken back as well", async () => {
    const store = await people(20);
    const failing: Migration = { ...renamePeople, up: async (work) => (await cutOff(work.store), fail()) };
    await expect(migrate(store, { migrations: [splitNames, failing] })).rejects.toThrow(/between schema 2 and 3/);
    expect(await store.collection<Person>("members").count({})).toBe(1);
    await migrate(store, { migrations: both, to: 2 });
    expect(await store.collection<Person>("people").count({ first: "Ada" })).toBe(20);
    expect(await versionOf(store)).toEqual(settled(2));
  });

  test("of several nodes that start together one migrates and the others wait for it", async () => {
    const store = await people(200);
    let running = 0;
    let most = 0;
    let runs = 0;
    const watched: Migration = {
      ...splitNames,
      async up(work) {
        [running, runs] = [running + 1, runs + 1];
        most = Math.max(most, running);
        await splitNames.up(work);
        running -= 1;
      },
    };
    const nodes = Array.from({ length: 4 }, () => migrate(store, { migrations: [watched, renamePeople], pace }));
    expect(await Promise.all(nodes)).toEqual([3, 3, 3, 3]);
    expect([runs, most]).toEqual([1, 1]);
  });

  test("the turn of a node that was killed is taken over, and the node cannot go on when it comes back", async () => {
    const store = await people(30);
    await migrate(store, { migrations: [] });
    await openState(store).schemas.update({ _id: "schema" }, { $set: { holder: "killed", beat: 4, underway: 2 } });
    await migrate(store, { migrations: [splitNames], pace });
    expect(await store.collection<Person>("people").count({ first: "Ada" })).toBe(30);

    const overtaken: Migration = {
      ...renamePeople,
      async up(work) {
        await openState(store).schemas.update({ _id: "schema" }, { $set: { holder: "another" } });
        await work.rewrite("people", () => ({ $set: { email: "late" } }));
      },
    };
    await expect(migrate(store, { migrations: [splitNames, overtaken], pace })).rejects.toThrow(
      /Another node has taken/,
    );
    expect(await store.collection<Person>("people").count({ email: "late" })).toBe(0);
  });

  test("a store that a newer version has used is refused, also while it is on the way there", async () => {
    const store = await people(1);
    await migrate(store, { migrations: both });
    await expect(migrate(store, { migrations: [splitNames] })).rejects.toThrow(
      /has schema 3, and this version of Parley knows 2.*"parley migrate --to 2"/,
    );
    await openState(store).setSchema({ version: 2, underway: 3 });
    await expect(migrate(store, { migrations: [splitNames] })).rejects.toMatchObject({ code: "unavailable" });
    await expect(migrate(store, { migrations: both, to: 4 })).rejects.toThrow("There is no schema 4");
  });

  test("a store that is being filled is not opened", async () => {
    const store = await people(1);
    await openState(store).beginIncoming("backup.gz", 0);
    await expect(migrate(store)).rejects.toThrow(/is not complete: it is being filled from backup.gz, since 1970-/);
  });
});

function fail(): never {
  throw new Error("no power.");
}

async function cutOff(store: Store): Promise<void> {
  const [person] = await store.collection<Person>("people").find({}, { limit: 1 });
  if (person) await store.collection<Person>("members").insert(person);
}
