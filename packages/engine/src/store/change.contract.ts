import { describe, expect, test } from "vitest";
import type { Note } from "./note.fixture.ts";
import type { Index, Store } from "./store.ts";

const a1: Note = { _id: "a1", thread: "a", seq: 1, open: true };
const a2: Note = { _id: "a2", thread: "a", seq: 2, open: false };
const b1: Note = { _id: "b1", thread: "b", seq: 1 };
const uniqueInThread: Index<Note>[] = [{ on: ["thread", "seq"], unique: true }];

/** What every driver must do to documents, alone and in races. */
export function changeContract(place: () => { store: Store; name: string }): void {
  async function notes(...docs: Note[]) {
    const { store, name } = place();
    const collection = store.collection<Note>(name, uniqueInThread);
    for (const doc of docs) expect(await collection.insert(doc)).toBe(true);
    return collection;
  }

  describe("changes", () => {
    test("[S20] changes the first match in one step and returns what it became", async () => {
      const collection = await notes(a1);
      const after = { _id: "a1", thread: "b", seq: 4, author: { name: "Ada", tags: ["x"] }, text: "中😀" };
      const $set = { thread: "b", author: after.author, text: after.text };
      expect(await collection.update({ _id: "a1" }, { $set, $inc: { seq: 3 }, $unset: { open: true } })).toEqual(after);
      expect(await collection.findOne({ _id: "a1" })).toEqual(after);
      expect(await collection.update({ _id: "none" }, { $set: { text: "x" } })).toBeUndefined();
    });

    test("[S21] $set replaces whole values, takes booleans and empty lists, and leaves undefined alone", async () => {
      const collection = await notes({ ...a1, author: { name: "Ada", tags: ["x"] } });
      const $set = { open: false, author: { name: "Bo", tags: [] }, thread: undefined } as unknown as Partial<Note>;
      expect(await collection.update({ _id: "a1" }, { $set })).toEqual({
        ...a1,
        open: false,
        author: { name: "Bo", tags: [] },
      });
      expect(await collection.findOne({ open: false })).toBeDefined();
    });

    test("[S22] a change without content returns what is there", async () => {
      const collection = await notes(a1);
      expect(await collection.update({ _id: "a1" }, {})).toEqual(a1);
      expect(await collection.update({ _id: "a1" }, { $set: {} })).toEqual(a1);
      expect(await collection.updateMany({ thread: "a" }, { $set: {} })).toBe(1);
      expect(await collection.update({ _id: "new" }, {}, { upsert: true })).toEqual({ _id: "new" });
    });

    test("[S23] $inc starts at 0, $max takes the greater, $unset of nothing is nothing", async () => {
      const collection = await notes({ _id: "x", text: "b" });
      expect(await collection.update({ _id: "x" }, { $inc: { seq: -1.5 }, $unset: { open: true } })).toMatchObject({
        seq: -1.5,
      });
      expect(await collection.update({ _id: "x" }, { $max: { seq: 2, text: "a", thread: "t" } })).toEqual({
        _id: "x",
        seq: 2,
        text: "b",
        thread: "t",
      });
      expect(await collection.update({ _id: "x" }, { $max: { seq: 1, text: "c" } })).toMatchObject({
        seq: 2,
        text: "c",
      });
    });

    test("[S24] a text cannot be increased, and what was asked beside it is not done", async () => {
      const collection = await notes({ _id: "x", text: "b", seq: 1 });
      const change = { $inc: { text: 1 }, $set: { seq: 2 } };
      await expect(collection.update({ _id: "x" }, change)).rejects.toMatchObject({ code: "invalid" });
      expect(await collection.findOne({ _id: "x" })).toEqual({ _id: "x", text: "b", seq: 1 });
    });

    test("[S25] an upsert makes the document from the filter, the change and $setOnInsert", async () => {
      const collection = await notes();
      const upsert = () =>
        collection.update(
          { _id: "n", thread: "t" },
          { $set: { text: "x" }, $inc: { seq: 1 }, $setOnInsert: { open: true } },
          { upsert: true },
        );
      expect(await upsert()).toEqual({ _id: "n", thread: "t", text: "x", seq: 1, open: true });
      await collection.update({ _id: "n" }, { $set: { open: false } });
      expect(await upsert()).toEqual({ _id: "n", thread: "t", text: "x", seq: 2, open: false });
    });

    test("[S26] an upsert whose _id exists but does not match makes nothing: a lease is held by one", async () => {
      const collection = await notes({ _id: "lease", seq: 10, text: "first" });
      const lease = (now: number, text: string) =>
        collection.update({ _id: "lease", seq: { $lt: now } }, { $set: { seq: now + 5, text } }, { upsert: true });
      expect(await lease(9, "second")).toBeUndefined();
      expect(await lease(11, "second")).toMatchObject({ text: "second", seq: 16 });
      expect(await collection.count({})).toBe(1);
    });

    test("[S27] a change that would take a unique key is a conflict and changes nothing", async () => {
      const collection = await notes(a1, a2);
      const conflict = { code: "conflict" };
      await expect(collection.update({ _id: "a2" }, { $set: { seq: 1 } })).rejects.toMatchObject(conflict);
      const upsert = collection.update({ _id: "new" }, { $set: { thread: "a", seq: 2 } }, { upsert: true });
      await expect(upsert).rejects.toMatchObject(conflict);
      expect(await collection.find({}, { sort: { _id: 1 } })).toEqual([a1, a2]);
    });

    test("[S28] updateMany changes every match and says how many matched", async () => {
      const collection = await notes(a1, a2, b1);
      expect(await collection.updateMany({ thread: "a" }, { $set: { open: true } })).toBe(2);
      expect(await collection.count({ open: true })).toBe(2);
      expect(await collection.updateMany({ thread: "none" }, { $set: { open: true } })).toBe(0);
      expect(await collection.updateMany({}, { $inc: { seq: 10 } })).toBe(3);
      expect((await collection.find({}, { sort: { _id: 1 } })).map(({ seq }) => seq)).toEqual([11, 12, 11]);
    });
  });

  describe("races", () => {
    const race = <T>(times: number, run: (turn: number) => Promise<T>) =>
      Promise.all(Array.from({ length: times }, (_, turn) => run(turn)));

    test("[S30] of many updates on the same condition, one wins", async () => {
      const collection = await notes(a1);
      const won = await race(30, (turn) => collection.update({ _id: "a1", seq: 1 }, { $set: { seq: 100 + turn } }));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await collection.findOne({ _id: "a1" })).toEqual(won.find(Boolean));
    });

    test("[S31] of 200 concurrent $inc none is lost, and each sees a number of its own", async () => {
      const collection = await notes(a1);
      const results = await race(200, () => collection.update({ _id: "a1" }, { $inc: { seq: 1 } }));
      expect(new Set(results.map((doc) => doc?.seq)).size).toBe(200);
      expect(await collection.findOne({ _id: "a1" })).toMatchObject({ seq: 201 });
    });

    test("[S32] of 50 racing inserts of one unique key, one wins, and the others are not harmed", async () => {
      const collection = await notes();
      const same = race(50, (turn) => collection.insert({ _id: `same${turn}`, thread: "a", seq: 1 }));
      const others = race(50, (turn) => collection.insert({ _id: `other${turn}`, thread: "a", seq: 2 + turn }));
      expect((await same).filter(Boolean)).toHaveLength(1);
      expect((await others).every(Boolean)).toBe(true);
      expect(await collection.count({ thread: "a" })).toBe(51);
    });

    test("[S33] of 50 racing upserts one makes the document and all count", async () => {
      const collection = await notes();
      await race(50, () => collection.update({ _id: "n" }, { $inc: { seq: 1 } }, { upsert: true }));
      expect(await collection.find({})).toEqual([{ _id: "n", seq: 50 }]);
    });

    test("[S16] of many documents those whose _id or unique key is taken are refused, and the others are there", async () => {
      const collection = await notes(a1);
      const fresh = Array.from({ length: 300 }, (_, seq) => ({ _id: `n${seq}`, thread: "n", seq }));
      const refused = [
        { ...a1, text: "other" },
        { _id: "z", thread: "a", seq: 1 },
        { _id: "n0", thread: "twice" },
      ];
      expect(await collection.insertMany([...refused.slice(0, 2), ...fresh, ...refused.slice(2)])).toEqual(refused);
      expect(await collection.find({ thread: "n" }, { sort: { seq: 1 } })).toEqual(fresh);
      expect(await collection.insertMany([])).toEqual([]);
      expect(await collection.insertMany(fresh)).toEqual(fresh);
      expect(await collection.findOne({ _id: "a1" })).toEqual(a1);
      const careless = [{ _id: "good" }, { thread: "no id" }] as unknown as Note[];
      await expect(collection.insertMany(careless)).rejects.toThrow(TypeError);
      expect(await collection.count({})).toBe(301);
    });
  });
}
