import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { readFilter } from "./filter.ts";
import { openStore } from "./open.ts";
import { runBatch, type Operation } from "./operations.ts";
import { indexSql, orderSql, whereSql } from "./sql.ts";
import { connect, probe, type SqliteBuild } from "./sqlite.ts";
import { storeContract } from "./store.contract.ts";
import { createThread, MOST_WAITING } from "./thread.ts";

// A thread that is ended from outside while V8 compiles for it may never end on Node 20 (github.com/nodejs/node/issues/54918).
// Threads that start from now on compile for themselves: what is tested is what the store does when its thread dies.
setFlagsFromString("--no-concurrent-recompilation");

const native = await probe("native").then(
  () => true,
  (error: unknown) =>
    !process.stderr.write(
      `\nSKIPPED: the suites of the compiled SQLite, which does not run here: ${String(error)}\n\n`,
    ),
);
const builds: SqliteBuild[] = native ? ["native", "portable"] : ["portable"];
const newFolder = () => mkdtemp(join(tmpdir(), "store-"));

interface Message {
  _id: string;
  conversation: string;
  seq: number;
}

describe.each(builds)("the %s SQLite", (sqlite) => {
  storeContract(`the ${sqlite} SQLite`, async () => {
    const folder = await newFolder();
    return () => openStore(folder, { sqlite });
  });

  test("is a version that does not lose writes", async () => {
    expect(await probe(sqlite)).toMatch(/^3\.(5[1-9]|[6-9]\d)\./);
  });

  test("500 writes of one moment share a few commits, each of which is complete", async () => {
    const folder = await newFolder();
    const store = await openStore(folder, { sqlite });
    const messages = store.collection<Message>("messages");
    await messages.insert({ _id: "first", conversation: "a", seq: 0 });
    const before = await commitsOf(folder);
    await Promise.all(range(500).map((seq) => messages.insert({ _id: `${seq}`, conversation: "a", seq })));
    const commits = (await commitsOf(folder)) - before;
    expect(commits).toBeGreaterThan(0);
    expect(commits).toBeLessThan(50);
    await store.close();
  });

  // A promise of this driver alone: on MongoDB two writes may take different connections.
  test("writes of one caller happen in the order in which they were handed in", async () => {
    const store = await openStore(await newFolder(), { sqlite });
    const messages = store.collection<Message>("messages");
    const insert = messages.insert({ _id: "a", conversation: "a", seq: 1 });
    const update = messages.update({ _id: "a" }, { $set: { seq: 2 } });
    expect([await insert, (await update)?.seq]).toEqual([true, 2]);
    await store.close();
  });

  test("long results, counts and sorts without an index are as right as short ones", async () => {
    const store = await openStore(await newFolder(), { sqlite });
    const messages = store.collection<Message>("messages", [{ on: ["conversation", "seq"], unique: true }]);
    const all = range(2500).map((seq) => ({ _id: `m${seq}`, conversation: "a", seq }));
    await Promise.all(all.map((message) => messages.insert(message)));
    expect(await messages.find({ conversation: "a" }, { sort: { seq: 1 } })).toEqual(all);
    expect(await messages.find({ conversation: "a" }, { sort: { seq: -1 }, limit: 300 })).toEqual(
      all.toReversed().slice(0, 300),
    );
    expect(await messages.find({ seq: { $gte: 2490 } }, { sort: { seq: 1 } })).toEqual(all.slice(2490));
    expect([await messages.count({ conversation: "a" }), await messages.count({ seq: { $lt: 3 } })]).toEqual([2500, 3]);
    await store.close();
  });

  test("a full disk fails the batch as a whole, and afterwards the store works", async () => {
    const connection = await connect(sqlite, join(await newFolder(), "parley.db"));
    runBatch(connection, [{ kind: "define", table: '"notes"', indexes: [] }]);
    const insert = (id: string, length: number): Operation => ({
      kind: "insert",
      table: '"notes"',
      id,
      json: JSON.stringify({ _id: id, text: "x".repeat(length) }),
    });
    const count = () => connection.column({ sql: 'SELECT count(*) FROM "notes"', params: [] })[0];
    connection.exec("PRAGMA max_page_count = 10");
    const outcomes = runBatch(connection, [insert("1", 10), insert("2", 1_000_000), insert("3", 10)]);
    expect(outcomes.map(({ is }) => is)).toEqual(["lost", "lost", "lost"]);
    expect(count()).toBe(0);
    connection.exec("PRAGMA max_page_count = 100000");
    expect(runBatch(connection, [insert("2", 1_000_000)])).toEqual([{ is: "done", value: true }]);
    expect(count()).toBe(1);
    connection.close();
  });

  test("one operation that fails leaves the rest of its batch alone", async () => {
    const connection = await connect(sqlite, join(await newFolder(), "parley.db"));
    const changes = { $set: {}, $unset: {}, $inc: { text: 1 }, $max: {}, $setOnInsert: {} };
    const table = '"notes"';
    const outcomes = runBatch(connection, [
      { kind: "define", table, indexes: [indexSql<{ text: string }>("notes", { on: ["text"], unique: true })] },
      { kind: "insert", table, id: "1", json: '{"_id":"1","text":"a"}' },
      { kind: "insert", table, id: "2", json: '{"_id":"2","text":"a"}' },
      { kind: "updateMany", table, where: { sql: "1", params: [] }, changes },
      { kind: "read", query: { sql: "SELECT nonsense", params: [] } },
      { kind: "insert", table, id: "3", json: '{"_id":"3","text":"b"}' },
    ]);
    expect(outcomes.map((outcome) => (outcome.is === "done" ? outcome.value : outcome.is))).toEqual([
      undefined,
      true,
      false,
      "invalid",
      "failed",
      true,
    ]);
    connection.close();
  });

  test.each([
    [{ _id: "x" }, {}],
    [{ _id: { $in: ["x", "y"] } }, {}],
    [{ conversation: "a" }, { seq: -1 }],
    [{ conversation: "a", seq: { $gt: 5, $lte: 9 } }, { seq: 1 }],
    [{ conversation: { $in: ["a", "b"] } }, {}],
  ])("finds %j sorted by %j through an index", async (filter, sort) => {
    const connection = await connect(sqlite, join(await newFolder(), "parley.db"));
    const index = indexSql<Message>("messages", { on: ["conversation", "seq"], unique: true });
    runBatch(connection, [{ kind: "define", table: '"messages"', indexes: [index] }]);
    const { sql, params } = whereSql(readFilter(filter));
    const plan = connection
      .plan({ sql: `SELECT doc FROM "messages" WHERE ${sql}${orderSql(sort)}`, params })
      .join("\n");
    expect(plan).toMatch(/SEARCH messages USING INDEX/);
    expect(plan).not.toMatch(/SCAN messages|TEMP B-TREE/);
    connection.close();
  });

  test("a thread that dies takes only unacknowledged writes with it, and the next write starts another", async () => {
    const threads: Worker[] = [];
    process.on("worker", (worker) => threads.push(worker));
    const store = await openStore(await newFolder(), { sqlite });
    const messages = store.collection<Message>("messages");
    await messages.count({});
    const ids = range(3000).map(String);
    const writing = Promise.allSettled(ids.map((_id, seq) => messages.insert({ _id, conversation: "a", seq })));
    endWithItsNextBatch(threads[0]);
    const results = await writing;
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "unavailable" } });
    expect(results.at(-1)).toMatchObject({ status: "fulfilled" });
    expect(await messages.insert({ _id: "after", conversation: "a", seq: 0 })).toBe(true);

    const stored = new Set((await messages.find({})).map(({ _id }) => _id));
    expect(ids.filter((id, place) => results[place]?.status === "fulfilled" && !stored.has(id))).toEqual([]);
    expect(stored.has("after")).toBe(true);
    await store.close();
  });

  test("a thread that could not open its database is replaced as soon as it can", async () => {
    const folder = join(await newFolder(), "later");
    const thread = createThread({ build: sqlite, path: join(folder, "parley.db"), readonly: false });
    await expect(thread.run({ kind: "touch" })).rejects.toMatchObject({ code: "unavailable" });
    await mkdir(folder);
    await thread.run({ kind: "touch" });
    await thread.close();
  });
});

test("more than may wait is refused as overloaded, and nothing that was accepted is lost", async () => {
  const store = await openStore(await newFolder());
  const messages = store.collection<Message>("messages");
  await messages.count({});
  const turns = range(MOST_WAITING.operations + 100);
  const results = await Promise.allSettled(
    turns.map((seq) => messages.insert({ _id: `${seq}`, conversation: "a", seq })),
  );
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(100);
  expect(refused[0]?.reason).toMatchObject({ code: "overloaded" });
  expect(await messages.count({})).toBe(MOST_WAITING.operations);
  await store.close();
});

function endWithItsNextBatch(thread?: Worker): void {
  if (!thread) throw new Error("The store has no thread yet.");
  const post = thread.postMessage.bind(thread);
  thread.postMessage = (message: unknown) => {
    post(message);
    void thread.terminate();
  };
}

const range = (length: number) => Array.from({ length }, (_, place) => place);

// The frames of a WAL that end a transaction say how long the database is then (sqlite.org/fileformat2.html, section 4).
async function commitsOf(folder: string): Promise<number> {
  const wal = await readFile(join(folder, "parley.db-wal"));
  const frame = 24 + wal.readUInt32BE(8);
  const salt = wal.subarray(16, 24);
  let commits = 0;
  for (let at = 32; at + frame <= wal.length && wal.subarray(at + 8, at + 16).equals(salt); at += frame) {
    if (wal.readUInt32BE(at + 4) > 0) commits += 1;
  }
  return commits;
}
