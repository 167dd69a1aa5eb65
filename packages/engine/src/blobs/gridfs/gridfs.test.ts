import { Readable } from "node:stream";
import { GridFSBucket, MongoClient, ObjectId } from "mongodb";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { findMongo } from "../../store/mongo-server.ts";
import { blobsContract } from "../blobs.contract.ts";
import { openBlobs } from "../open.ts";

const server = await findMongo();
afterAll(() => server?.stop());

if (server) {
  // A server in memory keeps a log of all that was ever written to it: what is written here is there until the last test.
  blobsContract("GridFS", () => openBlobs({ store: server.another() }), 12);

  describe("GridFS", () => {
    async function opened() {
      const uri = server?.another() ?? "";
      const [blobs, client] = [await openBlobs({ store: uri }), new MongoClient(uri)];
      onTestFinished(async () => {
        await blobs.close();
        await client.close();
      });
      const db = client.db();
      const counts = () =>
        Promise.all(["files", "chunks", "incoming"].map((name) => db.collection(`blobs.${name}`).countDocuments()));
      return { uri, blobs, db, counts };
    }

    test("two nodes read and replace each other's, and nothing is left of what was replaced", async () => {
      const { uri, blobs, counts } = await opened();
      const other = await openBlobs({ store: uri });
      onTestFinished(() => other.close());
      await blobs.put("a/b/original", Buffer.alloc(600_000, "1"), 600_000);
      await other.put("a/b/original", Buffer.from("2"), 1);
      const found = await blobs.read("a/b/original");
      expect(String(await found?.stream.toArray())).toBe("2");
      expect(await counts()).toEqual([1, 1, 0]);
    });

    test("what is stored is GridFS to other programs: they find it by its name, and read all of it", async () => {
      const { blobs, db } = await opened();
      const bytes = Buffer.alloc(600_000, "abc");
      await blobs.put("a/b/original", bytes, bytes.length);
      const bucket = new GridFSBucket(db, { bucketName: "blobs" });
      const read = (await bucket.openDownloadStreamByName("a/b/original").toArray()) as Buffer[];
      expect(Buffer.concat(read).equals(bytes)).toBe(true);
    });

    test("nothing is left of content that broke in the middle", async () => {
      const { blobs, counts } = await opened();
      const broken = Readable.from(
        (function* () {
          yield Buffer.alloc(600_000);
          throw new Error("cut");
        })(),
      );
      await expect(blobs.put("a/b/original", broken, 900_000)).rejects.toThrow("cut");
      expect(await counts()).toEqual([0, 0, 0]);
    });

    test("pieces that a crash left go with what is removed, and after a day by themselves", async () => {
      const { uri, blobs, db, counts } = await opened();
      const leave = async (filename: string, at: Date) => {
        const _id = new ObjectId();
        await db.collection("blobs.incoming").insertOne({ _id, filename, at });
        await db.collection("blobs.chunks").insertOne({ files_id: _id, n: 0, data: Buffer.from("half") });
      };
      await leave("a/b/original", new Date());
      await leave("c/d/original", new Date(Date.now() - 25 * 3_600_000));
      await leave("e/f/original", new Date());
      const later = await openBlobs({ store: uri });
      onTestFinished(() => later.close());
      await blobs.remove("a");
      await later.remove("nobody");
      expect(await counts()).toEqual([0, 1, 1]);
    });

    test("a file that was whole when a crash came stays, however long ago that was", async () => {
      const { uri, blobs, db, counts } = await opened();
      await blobs.put("a/b/original", Buffer.from("whole"), 5);
      const { _id } = (await db.collection("blobs.files").findOne()) ?? {};
      const at = new Date(Date.now() - 25 * 3_600_000);
      await db.collection("blobs.incoming").insertOne({ _id: _id as ObjectId, filename: "a/b/original", at });
      const later = await openBlobs({ store: uri });
      onTestFinished(() => later.close());
      await later.remove("nobody");
      expect(String(await (await later.read("a/b/original"))?.stream.toArray())).toBe("whole");
      expect(await counts()).toEqual([1, 1, 0]);
    });

    test("a removal in the middle of a put wins: nothing stays", async () => {
      const { blobs, counts } = await opened();
      const content = Readable.from(
        (async function* () {
          yield Buffer.alloc(600_000);
          await blobs.remove("a");
          yield Buffer.alloc(300_000);
        })(),
      );
      await expect(blobs.put("a/b/original", content, 900_000)).rejects.toMatchObject({ code: "conflict" });
      expect(await counts()).toEqual([0, 0, 0]);
    });
  });
}

test("a server that is away is told in words, without its password", async () => {
  const blobs = await openBlobs({ store: "mongodb://user:pass-word@127.0.0.1:9/parley?serverSelectionTimeoutMS=200" });
  onTestFinished(() => blobs.close());
  const failure = await blobs.check().catch(String);
  expect(failure).toContain("Files cannot be kept in GridFS of MongoDB at 127.0.0.1:9/parley: ");
  expect(failure).not.toContain("pass-word");
});
