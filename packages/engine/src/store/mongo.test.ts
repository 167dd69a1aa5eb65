import { MongoServerError } from "mongodb";
import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import { explain } from "./mongo-failure.ts";
import { again } from "./mongo-send.ts";
import { openProxy } from "./mongo-proxy.test.kit.ts";
import { findMongo } from "./mongo-server.ts";
import { openStore } from "./open.ts";
import { storeContract } from "./store.contract.ts";

interface Note {
  _id: string;
  text?: string;
  count?: number;
  holder?: string;
}

const server = await findMongo();
afterAll(() => server?.stop());

if (server) {
  const { another } = server;
  storeContract("MongoDB", async () => {
    const uri = server.another();
    return () => openStore(uri);
  });

  describe("a failing way to MongoDB", () => {
    let proxy: Awaited<ReturnType<typeof openProxy>>;
    afterEach(() => proxy.close());

    test("an insert whose answer was lost is repeated, and is not taken for a duplicate", async () => {
      const uri = server.another();
      proxy = await openProxy(uri);
      const store = await openStore(`${proxy.uri}&serverSelectionTimeoutMS=2000`);
      const notes = store.collection<{ _id: string; text: string }>("notes");
      await notes.insert({ _id: "1", text: "before" });

      proxy.cutAfter("lost-answer");
      expect(await notes.insert({ _id: "2", text: "lost-answer" })).toBe(true);
      expect(proxy.cuts()).toBe(1);
      expect(await notes.insert({ _id: "2", text: "lost-answer" })).toBe(false);
      expect(await notes.count({})).toBe(2);
      await store.close();
    });

    test("many inserts whose answer was lost are repeated, and only those that were there before are refused", async () => {
      const uri = server.another();
      proxy = await openProxy(uri);
      const store = await openStore(`${proxy.uri}&serverSelectionTimeoutMS=2000&retryWrites=false`);
      const notes = store.collection<{ _id: string; text: string }>("notes");
      await notes.insert({ _id: "1", text: "before" });

      proxy.cutAfter("lost-answer");
      const many = ["1", "2", "3"].map((_id) => ({ _id, text: "lost-answer" }));
      expect(await notes.insertMany(many)).toEqual([{ _id: "1", text: "lost-answer" }]);
      expect(proxy.cuts()).toBe(1);
      expect(await notes.count({ text: "lost-answer" })).toBe(2);
      await store.close();
    });

    describe("an operation whose answer was lost", () => {
      // As it is with one server, for which the driver repeats no write; nor any read, here.
      const unaided = "serverSelectionTimeoutMS=2000&retryWrites=false&retryReads=false";

      async function notesWith(...docs: Note[]) {
        proxy = await openProxy(another());
        const store = await openStore(`${proxy.uri}&${unaided}`);
        onTestFinished(() => store.close());
        const notes = store.collection<Note>("notes", [{ on: ["text"] }]);
        for (const doc of docs) await notes.insert(doc);
        proxy.cutAfter("lost-answer");
        return notes;
      }

      test("is repeated if it reads", async () => {
        const found = { _id: "1", text: "lost-answer" };
        const notes = await notesWith(found);
        expect(await notes.find({ text: "lost-answer" })).toEqual([found]);
        proxy.cutAfter("lost-answer");
        expect(await notes.findOne({ text: "lost-answer" })).toEqual(found);
        proxy.cutAfter("lost-answer");
        expect(await notes.count({ text: "lost-answer" })).toBe(1);
        expect(proxy.cuts()).toBe(3);
      });

      test("is repeated if it changes the document that it names", async () => {
        const notes = await notesWith({ _id: "1", text: "before", count: 3 });
        const change = { $set: { text: "lost-answer" }, $max: { count: 5 }, $unset: { holder: true as const } };
        expect(await notes.update({ _id: "1" }, change)).toEqual({ _id: "1", text: "lost-answer", count: 5 });
        proxy.cutAfter("lost-answer");
        const made = { $set: { text: "lost-answer" }, $setOnInsert: { count: 1 } };
        expect(await notes.update({ _id: "2" }, made, { upsert: true })).toEqual({
          _id: "2",
          text: "lost-answer",
          count: 1,
        });
        proxy.cutAfter("lost-answer");
        expect(await notes.update({ _id: "3" }, { $set: { text: "lost-answer" } })).toBeUndefined();
        proxy.cutAfter("lost-answer");
        expect(await notes.updateMany({ _id: { $in: ["1", "2"] } }, { $set: { holder: "lost-answer" } })).toBe(2);
        expect(proxy.cuts()).toBe(4);
      });

      test("is repeated if it removes", async () => {
        const notes = await notesWith({ _id: "1", text: "lost-answer" }, { _id: "2", text: "other" });
        await notes.remove({ text: "lost-answer" });
        expect(proxy.cuts()).toBe(1);
        expect(await notes.find({})).toEqual([{ _id: "2", text: "other" }]);
      });

      test("is done and not known to be if it took what was free: never is it said to have been taken already", async () => {
        const notes = await notesWith({ _id: "1" });
        const taken = notes.update({ _id: "1", holder: { $exists: false } }, { $set: { holder: "lost-answer" } });
        await expect(taken).rejects.toMatchObject({ code: "unavailable" });
        expect(await notes.findOne({ _id: "1" })).toEqual({ _id: "1", holder: "lost-answer" });
      });

      test("is done once if it counts, or may have been done to another document", async () => {
        const notes = await notesWith({ _id: "1", count: 1, text: "same" }, { _id: "2", text: "same" });
        const set = { holder: "lost-answer" };
        const unavailable = { code: "unavailable" };
        await expect(notes.update({ _id: "1" }, { $inc: { count: 1 }, $set: set })).rejects.toMatchObject(unavailable);
        proxy.cutAfter("lost-answer");
        await expect(notes.update({ text: "same", holder: { $exists: false } }, { $set: set })).rejects.toMatchObject(
          unavailable,
        );
        proxy.cutAfter("lost-answer");
        await expect(notes.updateMany({}, { $inc: { count: 10 }, $set: set })).rejects.toMatchObject(unavailable);
        expect(proxy.cuts()).toBe(3);
        expect(await notes.find({}, { sort: { _id: 1 } })).toMatchObject([{ count: 12 }, { count: 10 }]);
      });
    });

    test("an operation that did not reach the server is done once it is back, whatever it asks for", async () => {
      proxy = await openProxy(server.another());
      const store = await openStore(`${proxy.uri}&serverSelectionTimeoutMS=5000&retryWrites=false&retryReads=false`);
      onTestFinished(() => store.close());
      const notes = store.collection<Note>("notes");
      await notes.insert({ _id: "1", count: 1 });
      await notes.insert({ _id: "2" });

      proxy.swallow("notes");
      const free = { _id: "1", holder: { $exists: false } };
      const operations = [
        notes.update(free, { $set: { holder: "me" } }),
        notes.update({ _id: "1", count: 1 }, { $inc: { count: 1 } }),
        notes.findOne({ _id: "2" }),
        notes.updateMany({ _id: "2" }, { $set: { text: "x" } }),
      ];
      // Others may wait for a connection of their own.
      await expect.poll(() => proxy.held()).toBeGreaterThan(0);
      await proxy.refuse();
      await proxy.accept();
      const [taken, counted, found, changed] = await Promise.all(operations);
      expect(taken).toMatchObject({ holder: "me" });
      expect(counted).toMatchObject({ count: 2 });
      expect([found, changed]).toEqual([expect.objectContaining({ _id: "2" }), 1]);
    });

    test("while the server is away operations are unavailable, and afterwards they work", async () => {
      const uri = server.another();
      proxy = await openProxy(uri);
      const store = await openStore(`${proxy.uri}&serverSelectionTimeoutMS=300`);
      const notes = store.collection<{ _id: string }>("notes");
      await notes.insert({ _id: "1" });

      await proxy.refuse();
      await expect(store.ping()).rejects.toMatchObject({ code: "unavailable" });
      // Visitors may read the sentence: it does not say where the server is.
      const unavailable = { code: "unavailable", message: "The store cannot be reached." };
      await expect(notes.insert({ _id: "2" })).rejects.toMatchObject(unavailable);
      await proxy.accept();
      await expect.poll(() => notes.insert({ _id: "3" }).catch(() => false)).toBe(true);
      await store.close();
    });

    test("the server is found again although the driver looked for it in the moment in which all connections broke", async () => {
      proxy = await openProxy(server.another());
      const looks =
        "connectTimeoutMS=300&heartbeatFrequencyMS=2000&minHeartbeatFrequencyMS=1&serverSelectionTimeoutMS=500";
      const store = await openStore(`${proxy.uri}&${looks}`);
      const notes = store.collection<{ _id: string }>("notes");
      await notes.insert({ _id: "1" });

      proxy.hold("notes");
      const held = notes.findOne({}).catch(() => undefined);
      await expect.poll(() => proxy.held()).toBe(1);
      proxy.cutAll();
      await held;
      await expect.poll(() => notes.count({}).catch(() => 0)).toBe(1);
      await store.close();
    });

    test("a write that a server has stopped taking is given up and repeated, and done once", async () => {
      proxy = await openProxy(server.another());
      const store = await openStore(`${proxy.uri}&socketTimeoutMS=500&heartbeatFrequencyMS=500&connectTimeoutMS=300`);
      const notes = store.collection<{ _id: string; text: string }>("notes");
      await notes.insert({ _id: "before", text: "" });

      proxy.freeze();
      const text = "more than any socket takes".repeat(40_000);
      const large = Array.from({ length: 12 }, (_, at) => ({ _id: String(at), text }));
      expect(await notes.insertMany(large)).toEqual([]);
      expect(await notes.count({ text })).toBe(12);
      await store.close();
    });
  });
}

describe("MongoDB as the store", () => {
  test("a server that does not answer is unavailable, and the sentence does not tell the password", async () => {
    const opening = openStore("mongodb://ada:secret@127.0.0.1:1/parley?serverSelectionTimeoutMS=300");
    await expect(opening).rejects.toMatchObject({ code: "unavailable" });
    await expect(opening).rejects.toThrow(/127\.0\.0\.1:1 cannot be reached/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  test.each([
    [91, "ShutdownInProgress"],
    [11600, "InterruptedAtShutdown"],
    [10107, "NotWritablePrimary"],
  ])(
    "what a server that is leaving answers (%i, %s) is tried again, and then is unavailable",
    async (code, message) => {
      const leaving = () => Promise.reject(new MongoServerError({ code, message }));
      const answers = [leaving, () => Promise.resolve("back")];
      expect(await again(() => answers.shift()?.() ?? leaving())).toBe("back");
      await expect(again(leaving).catch(explain())).rejects.toMatchObject({ code: "unavailable" });
    },
  );

  test("an address that is none is unavailable", async () => {
    await expect(openStore("mongodb://")).rejects.toMatchObject({ code: "unavailable" });
  });
});
