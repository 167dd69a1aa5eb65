import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeContract } from "./change.contract.ts";
import type { Note } from "./note.fixture.ts";
import type { Filter, Index, Store } from "./store.ts";

/** Makes an empty place for a store. What it resolves to opens that place, also again after a close. */
export type EmptyPlace = () => Promise<() => Promise<Store>>;

const a1: Note = { _id: "a1", thread: "a", seq: 1, open: true };
const a2: Note = { _id: "a2", thread: "a", seq: 2, open: false };
const b1: Note = { _id: "b1", thread: "b", seq: 1 };
const bare: Note = { _id: "c", text: "10" };
const uniqueInThread: Index<Note>[] = [{ on: ["thread", "seq"], unique: true }];

/** What every driver must do. Each driver's own test runs this. */
export function storeContract(name: string, emptyPlace: EmptyPlace): void {
  describe(`the store contract on ${name}`, () => {
    let store: Store;
    let tests = 0;

    beforeAll(async () => {
      const open = await emptyPlace();
      store = await open();
    });
    afterAll(() => store.close());
    beforeEach(() => {
      tests += 1;
    });

    async function notes(...docs: Note[]) {
      const collection = store.collection<Note>(`notes${tests}`, uniqueInThread);
      for (const doc of docs) expect(await collection.insert(doc)).toBe(true);
      return collection;
    }

    const ids = (docs: Note[]) => docs.map(({ _id }) => _id);

    test("[S1] a document comes back as it was stored, without its undefined fields", async () => {
      const author = { name: "Ada", tags: ["x", null], nested: { deep: [{ "a.b": 1 }] } };
      const collection = await notes({ ...a1, author, text: undefined } as unknown as Note);
      expect(await collection.findOne({ _id: "a1" })).toEqual({ ...a1, author });
      expect(await collection.findOne({ _id: "a1" })).not.toHaveProperty("text");
      expect(await collection.findOne({ _id: "none" })).toBeUndefined();
      expect(await collection.find({ _id: "none" })).toEqual([]);
    });

    test.each<[Filter<Note>, string[]]>([
      [{}, ["a1", "a2", "b1", "c"]],
      [{ thread: "a" }, ["a1", "a2"]],
      [{ thread: "a", seq: 2 }, ["a2"]],
      [{ open: true }, ["a1"]],
      [{ open: false }, ["a2"]],
      [{ seq: { $in: [1, 5] } }, ["a1", "b1"]],
      [{ _id: { $in: ["c", "a2", "none"] } }, ["a2", "c"]],
      [{ _id: { $in: [] } }, []],
      [{ open: { $in: [true, false] } }, ["a1", "a2"]],
      [{ seq: { $gt: 1 } }, ["a2"]],
      [{ seq: { $gte: 1 } }, ["a1", "a2", "b1"]],
      [{ seq: { $lt: 2 } }, ["a1", "b1"]],
      [{ seq: { $lte: 2, $gt: 1 } }, ["a2"]],
      [{ thread: { $gt: "a" } }, ["b1"]],
      [{ _id: { $gte: "a2", $lt: "c" } }, ["a2", "b1"]],
    ])("[S2] finds by %j", async (filter, expected) => {
      const collection = await notes(b1, bare, a2, a1);
      expect(ids(await collection.find(filter, { sort: { _id: 1 } }))).toEqual(expected);
      expect(await collection.count(filter)).toBe(expected.length);
    });

    test.each<[Filter<Note>, string[]]>([
      [{ open: { $ne: true } }, ["a2", "b1", "c"]],
      [{ seq: { $ne: 1 } }, ["a2", "c"]],
      [{ thread: { $exists: false } }, ["c"]],
      [{ open: { $exists: true } }, ["a1", "a2"]],
      [{ _id: { $exists: true } }, ["a1", "a2", "b1", "c"]],
    ])("[S3] a missing field differs from every value: %j", async (filter, expected) => {
      const collection = await notes(b1, bare, a2, a1);
      expect(ids(await collection.find(filter, { sort: { _id: 1 } }))).toEqual(expected);
    });

    test("[S4] a value equals and is compared with values of its own type only", async () => {
      const collection = await notes(bare, { _id: "d", text: "true" }, { _id: "e", author: { name: "Ada" } });
      const loose = collection as unknown as { count(filter: object): Promise<number> };
      for (const value of [10, true, 1]) expect(await loose.count({ text: value })).toBe(0);
      expect(await loose.count({ text: { $gt: 5 } })).toBe(0);
      expect(await loose.count({ text: { $in: [10, "10"] } })).toBe(1);
      expect(await loose.count({ author: '{"name":"Ada"}' })).toBe(0);
      expect(await loose.count({ _id: 1 })).toBe(0);
      const fractions = [0.1, 1e21, 0.30000000000000004, 2.2250738585072014e-308, 0.7404327268811083, 5.551e-17, 1 / 3];
      for (const seq of fractions) await collection.insert({ _id: `${seq}`, seq });
      for (const seq of fractions) expect(await collection.count({ seq })).toBe(1);
    });

    test("[S5] sorts by several fields, those without the field first, and limits", async () => {
      const collection = await notes(bare, b1, a1, a2);
      const sorted = (sort: object, limit?: number) => collection.find({}, { sort, ...(limit && { limit }) });
      expect(ids(await sorted({ thread: -1, seq: -1 }))).toEqual(["b1", "a2", "a1", "c"]);
      expect(ids(await sorted({ thread: 1, seq: -1 }))).toEqual(["c", "a2", "a1", "b1"]);
      expect(ids(await sorted({ thread: 1, seq: 1 }, 2))).toEqual(["c", "a1"]);
      expect(await collection.findOne({ thread: "a" }, { sort: { seq: -1 } })).toEqual(a2);
    });

    test("[S6] texts are ordered by their characters, not by any language's rules", async () => {
      const collection = await notes(...["中", "é", "b", "B", "文"].map((text) => ({ _id: text, text })));
      expect(ids(await collection.find({}, { sort: { text: 1 } }))).toEqual(["B", "b", "é", "中", "文"]);
      expect(ids(await collection.find({ text: { $gt: "中" } }))).toEqual(["文"]);
    });

    test("[S7] a taken _id or unique key is refused and changes nothing", async () => {
      const collection = await notes(a1);
      expect(await collection.insert({ ...a1, text: "other" })).toBe(false);
      expect(await collection.insert({ _id: "z", thread: "a", seq: 1 })).toBe(false);
      expect(await collection.find({})).toEqual([a1]);
      expect(await collection.insert({ _id: "z", thread: "a", seq: 3 })).toBe(true);
    });

    test("[S8] a unique index leaves documents alone that have none of its fields", async () => {
      const collection = await notes(bare, { _id: "d" }, { _id: "e", thread: "a" });
      expect(await collection.insert({ _id: "f", thread: "a" })).toBe(false);
      const single = store.collection<Note>(`singles${tests}`, [{ on: ["text"], unique: true }]);
      const taken = [{ _id: "1" }, { _id: "2" }, { _id: "3", text: "x" }, { _id: "4", text: "x" }];
      const inserted = await Promise.all(taken.map((doc) => single.insert(doc)));
      expect(inserted.filter(Boolean)).toHaveLength(3);
      expect(await single.count({ text: { $exists: false } })).toBe(2);
    });

    test("[S9] what was returned can be changed without changing the store", async () => {
      const doc = { ...a1, author: { name: "Ada" } };
      const collection = await notes(doc);
      doc.author.name = "changed";
      const found = await collection.findOne({ _id: "a1" });
      if (found?.author) found.author.name = "changed";
      expect(await collection.findOne({ _id: "a1" })).toMatchObject({ author: { name: "Ada" } });
    });

    test("[S10] removes every match and says how many", async () => {
      const collection = await notes(a1, a2, b1, bare);
      expect(await collection.remove({ thread: "a" })).toBe(2);
      expect(await collection.remove({ thread: "a" })).toBe(0);
      expect(await collection.insert(a1)).toBe(true);
      expect(await collection.remove({})).toBe(3);
      expect(await collection.count({})).toBe(0);
    });

    test("[S11] keeps long documents and every script; NUL and half characters become U+FFFD", async () => {
      const long = "聊天 chat 😀 ".repeat(80_000);
      const collection = await notes(
        { _id: "long", text: long },
        { _id: "half\ud83d", text: "a\0b\ud800c\\ud800\\u0000" },
      );
      expect((await collection.findOne({ _id: "long" }))?.text).toBe(long);
      const half = { _id: "half\uFFFD", text: "a\uFFFDb\uFFFDc\\ud800\\u0000" };
      expect(await collection.findOne({ _id: "half\ud83d" })).toEqual(half);
      expect(await collection.findOne({ text: "a\0b\udfffc\\ud800\\u0000" })).toEqual(half);
      expect(await collection.insert({ _id: "half\uFFFD" })).toBe(false);
    });

    test("[S12] a reopened store has its documents and its unique keys, and takes a new index", async () => {
      const open = await emptyPlace();
      const before = await open();
      await before.collection<Note>("notes", uniqueInThread).insert(a1);
      await before.close();
      const after = await open();
      const collection = after.collection<Note>("notes", [...uniqueInThread, { on: ["open"] }]);
      expect(await collection.find({})).toEqual([a1]);
      expect(await collection.insert({ _id: "z", thread: "a", seq: 1 })).toBe(false);
      expect(await after.collection<Note>("notes", uniqueInThread).findOne({ open: true })).toEqual(a1);
      await after.close();
    });

    test("[S13] what no store can compare or keep is refused before anything happens", async () => {
      const collection = await notes(a1);
      const careless = collection as unknown as Record<string, (...parameters: unknown[]) => Promise<unknown>>;
      const mistakes: [string, ...unknown[]][] = [
        ["remove", { _id: undefined }],
        ["remove", { _id: { $in: [undefined] } }],
        ["find", { seq: { $gt: null } }],
        ["find", { author: { name: "Ada" } }],
        ["find", { thread: { $regex: "a" } }],
        ["find", { "author.name": "Ada" }],
        ["find", {}, { limit: 0 }],
        ["find", {}, { sort: { seq: 2 } }],
        ["insert", { thread: "a" }],
        ["insert", { _id: "x", "a.b": 1 }],
        ["update", { _id: "a1" }, { $push: { thread: 1 } }],
        ["update", { _id: "a1" }, { $set: { _id: "b" } }],
        ["update", { _id: "a1" }, { $set: { seq: 1 }, $inc: { seq: 1 } }],
        ["update", { thread: "a" }, { $set: { seq: 1 } }, { upsert: true }],
      ];
      for (const [operation, ...parameters] of mistakes) {
        await expect(careless[operation]?.(...parameters), JSON.stringify(parameters)).rejects.toThrow(TypeError);
      }
      expect(await collection.find({})).toEqual([a1]);
    });

    test("[S14] says what it is, answers a ping, and refuses everything once closed", async () => {
      const open = await emptyPlace();
      const closed = await open();
      const collection = closed.collection<Note>("notes", uniqueInThread);
      await collection.insert(a1);
      expect(closed.description).toMatch(/SQLite|MongoDB/);
      await closed.ping();
      await closed.close();
      await closed.close();
      const find = () => collection.find({ _id: "a1" });
      for (const late of [() => collection.insert(a2), find, () => collection.remove({}), () => closed.ping()]) {
        await expect(late()).rejects.toMatchObject({ code: "unavailable" });
      }
    });

    test("[S15] lists its collections by name, with the indexes they have", async () => {
      const open = await emptyPlace();
      const place = await open();
      expect(await place.collections()).toEqual([]);
      const indexes: Index<Note>[] = [{ on: ["open"] }, ...uniqueInThread, { on: ["text"], unique: true }];
      await place.collection<Note>("second", indexes).insert(a1);
      await place.collection<Note>("first").find({});
      await place.collection<Note>("first").insert(a1);
      await place.close();
      const again = await open();
      const [first, second, ...others] = await again.collections();
      expect([first, others]).toEqual([{ name: "first", indexes: [] }, []]);
      expect(second?.name).toBe("second");
      expect(second?.indexes).toHaveLength(3);
      expect(second?.indexes).toEqual(expect.arrayContaining(indexes));
      await again.close();
      await expect(again.collections()).rejects.toMatchObject({ code: "unavailable" });
    });

    changeContract(() => ({ store, name: `notes${tests}` }));
  });
}
